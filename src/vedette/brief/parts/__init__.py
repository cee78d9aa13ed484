"""The parts of a document, one module each: tables in, frozen pieces of a `Document` out. All pure."""
