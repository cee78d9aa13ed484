"""Ships in images, matched to tracks. Nothing stands here yet; detections can be logged as sightings."""
