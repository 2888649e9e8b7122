"""Selection by the joint board."""
