"""The parts of a person that muscles lie on."""

TRUNK, NECK, COLLAR, ARM, THIGH = "trunk", "neck", "collar", "arm", "thigh"
