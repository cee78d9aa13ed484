"""What the movements of a case fit as a whole: a relocation, a withdrawal, a rotation, resupply, or none of them."""
