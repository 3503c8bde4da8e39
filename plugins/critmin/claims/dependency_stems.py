"""The pieces of words without which a sentence that names no country or no mineral itself tells no dependency.

A blank in a piece is the beginning or the end of a word. What is told without them ("The island follows with a
tenth") has a figure.
"""

STEMS = (
    "relian", "relie", " rely", "depend", "domina", "monopol", "chokehold", "stranglehold", " grip", "hegemony",
    "control", "concentrat", "suppl", "produc", "import", "export", "global", "world", "refin", "process", " mine",
    "mining", "largest", "biggest", "leading", "account", " made ", "made in", " buy", "bought", "%", "percent",
    "per cent", "separat", "smelt", "diversif", "wean", "de-risk", "alternativ", "substitut", "replac", "stand-in",
    "exposed", "exposure", "origin", " source", " only ", " sole ", " place", " rank", " trail", "followed", "courting",
    "wooing", " turn", " half", "a third", "a quarter", "majority", " bulk", "home to", "goes to", "gone to", " gone ",
    "shipped", "provid", " second", "follows", " next ", " comes", " came ", "cornered", "number one",
    "customer", "destination", " takes ", " took ", " first ", " first.", " second", " third", " fourth", " ahead",
    " leads", " leader", " sent ", " sold ", "ends up", " end up", " market", " feeds ", " whom ",
)  # fmt: skip
