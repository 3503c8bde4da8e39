"""The pieces of words without which no rule of dependencies can read a sentence: the gate before all of them.

A blank in a piece is the beginning or the end of a word.
"""

STEMS = (
    "relian", "relie", " rely", "depend", "domina", "monopol", "chokehold", "stranglehold", " grip", "control",
    "concentrat", "alternativ", "source", "supplie", "supply", "produc", "account", "largest", "biggest", "leading",
    "home to", " top ", "import", "export", "refine", " mine", "process", "make up", "makes up", "made in",
    "hegemony", " turn", " look", "pivot", "replace", "potential", "world", "global", "contribut", " host",
    "number one", " share", " buy", "bought", " get", " dig", " rank", "counterweight", " take ", " taking ",
    "substitut", " gap", "expense", "swap", "de-risk", "favour", "scrambl", "eyeing", " switch", "take over",
    "step in", "position", "recover", " sell", " sold", " send", " sent ", " takes ", " ship", "purchas", " cover",
    " go", " went", " com", " came", "cornered", "only ", "sole", "nobody", "no one", " made", " is ", " was ",
    " rest", " meet", "follow", " with ", " from ", "exposure", "exposed", "wean", "rival", "unmatched", "courting",
    "wooing", "yield", " dug", " cut", " reduc", "separat", "%", "per cent", "percent", "half", "third", "quarter",
    "provid", "buyer", "customer", "client", "output", "majority", " bulk", "mining", "occur", "feed", " fed ",
    " roll", "travel", "arriv", " flow", " land", "destin", " bound", "deliver", "truck", "absorb", "satisf",
    " head", " end", " run", "turned into", "unload", "discharg", " leav", " left ", " reach", " find", " found ",
    "melt", "where most", "taker", "enriched", "stand-in", "league", " list", " trail", " slip", " won ", " serv",
    " keep", " fuel", " treat", "leads ", " led ", " tops ", " lies ", "overt", "surpass", "second", "fourth",
    "fifth", "sixth", "seventh", "eighth", " first", "no. ", " more ", "heavyweight", "round out",
)  # fmt: skip
