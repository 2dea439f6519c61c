"""Invented headlines with their trees, so that verbs of the news are met where headlines put them.

Treebanks hold few headlines, and in them "arrest", "bombs" or "strikes" looks like a noun.  A small grammar makes
sentences such as "Army shells border town" beside "Army shells hit border town", in headline style or as full past-tense
sentences.  All words and patterns are our own.
"""
from treebank import Sentence

PEOPLE = """soldier rebel gunman/gunmen protester villager farmer student worker miner lawmaker militant insurgent
refugee migrant doctor teacher envoy diplomat official minister senator judge lawyer editor journalist activist
demonstrator general commander officer guard prisoner hostage fighter separatist guerrilla smuggler trader driver
nurse monk cleric mayor governor president premier spokesman/spokesmen policeman/policemen peacekeeper settler nomad
herder fisherman/fishermen sailor pilot convict suspect witness voter candidate deputy ally striker
dissident""".split()
BODIES = """army government court parliament opposition militia union coalition cabinet junta navy party council
tribunal regime ministry embassy watchdog regulator committee alliance tribe clan brigade""".split()
THINGS = """village town convoy bridge market school hospital mosque church base camp border checkpoint port airport
pipeline refinery mine law bill treaty truce ceasefire deal pact accord plan vote poll sanction tariff embargo budget
curfew protest rally strike raid march clash attack trial election referendum summit visit demand claim charge ruling
report offer loan grant price tax wage""".split()
EVENTS = """attack blast raid strike bomb shell protest clash ambush shooting explosion bombing riot flood landslide
quake storm siege march rally dispute row crash fire""".split()
NAMES = """Russia China Turkey Greece Iran Iraq Kenya Sudan Chad Mali Niger Ghana Peru Chile Bolivia Brazil Mexico
Cuba India Nepal Pakistan Japan Korea Vietnam Thailand France Spain Italy Poland Ukraine Georgia Serbia Kosovo Israel
Syria Jordan Egypt Libya Tunisia UN EU NATO US UK Moscow Beijing Kabul Tehran Ankara Athens London Paris Washington
Brussels Delhi Nairobi Karsk Velmar Tarvo Ostrel Drumel Zarand Belhaven Norwick""".split()
SURNAMES = "Okoro Vanhanen Petrov Haddad Silva Kimani Tanaka Novak Larsen Moreno Khan Diallo Weber Rossi Murphy".split()
ADJECTIVES = """northern southern eastern western former senior top rival armed jailed wounded foreign new key Russian
Chinese Turkish Kenyan French Israeli Syrian Afghan Kurdish Islamist Catholic nuclear military""".split()
VERBS = """arrest attack bomb shell condemn abduct kidnap/kidnapped kill raid strike/struck hit/hit seize storm
threaten warn accuse blame criticise urge back reject accept sign ban/banned block close open free release jail detain
deport expel/expelled fine sue charge sentence host visit meet/met greet protest denounce slam/slammed praise hail
welcome thank oppose support approve veto/vetoed pass scrap/scrapped halt suspend resume end start launch fire test
deploy withdraw/withdrew/withdrawn recall summon sack name appoint elect oust topple ambush bombard besiege capture
retake/retook/retaken recapture evacuate rescue shoot/shot stab/stabbed beat/beat/beaten torture execute wound injure
displace loot burn torch demolish destroy damage probe investigate question search patrol/patrolled guard arm train
fund aid pledge offer demand seek/sought delay cancel/cancelled postpone tighten ease lift impose extend cut/cut slash
raise boost curb/curbed disrupt monitor mediate broker target pound surround repel/repelled foil thwart defuse
intercept down blast mock defy shun/shunned court honour mourn remember free extradite pardon acquit/acquitted convict
indict order reopen ratify cede claim deny/denied reject rebuff snub/snubbed fight/fought
overthrow/overthrew/overthrown harass blockade boycott censure grill""".split()
GOING = """march-on clash-with meet/met-with talk-with protest-against strike/struck-over rally/rallied-against
withdraw/withdrew-from retreat-from flee/fled-from fight/fought-with advance-on vote-on resign-over surrender-to
agree-with push-for call-for walk-out-of return-to fire-on land-in gather-in head-to split/split-over""".split()
HITTING = """kill wound injure hit/hit displace spark rock shake/shook/shaken halt disrupt trigger block shut/shut
strike/struck""".split()
COUNTS = "two three four five six seven ten dozens hundreds thousands 3 4 6 12 14 20 31 150 400".split()
BECAUSE = "over after in near for at amid".split()

SINGULAR, PLURAL = "Number=Sing", "Number=Plur"


class Phrase:
    """Words with heads inside the phrase; top is the word that the rest hangs on, -1 its head."""

    def __init__(self, form, lemma, upos, xpos, feats="_"):
        self.words = [[form, lemma, upos, xpos, feats, -1, "root"]]
        self.top = 0

    def add(self, rel, other, before=False):
        """Hang another phrase on this one's top word, at the left or the right end."""
        shift_self, shift_other = (len(other.words), 0) if before else (0, len(self.words))
        for word in self.words:
            word[5] += shift_self * (word[5] >= 0)
        for word in other.words:
            word[5] += shift_other * (word[5] >= 0)
        self.top += shift_self
        other.words[other.top][5:] = [self.top, rel]
        self.words = other.words + self.words if before else self.words + other.words
        return self

    def plural(self):
        return self.words[self.top][3] in ("NNS", "CD")


def inflect_s(lemma):
    """The plural of a noun; a verb's third person."""
    if lemma == "have":
        return "has"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def noun(rng, entries, number=None):
    lemma, _, irregular = rng.choice(entries).partition("/")
    if number == PLURAL or (number is None and rng.random() < 0.4):
        return Phrase(irregular or inflect_s(lemma), lemma, "NOUN", "NNS", PLURAL)
    return Phrase(lemma, lemma, "NOUN", "NN", SINGULAR)


def name(rng):
    chosen = rng.choice(NAMES)
    return Phrase(chosen, chosen, "PROPN", "NNP", SINGULAR)


def numeral(rng):
    form = rng.choice(COUNTS)
    if form.endswith("s"):
        return Phrase(form, form[:-1], "NOUN", "NNS", PLURAL)
    return Phrase(form, form, "NUM", "CD", "NumForm=%s|NumType=Card" % ("Digit" if form.isdigit() else "Word"))


def nominal(rng, entries, full, number=None):
    """A noun with what may stand before it."""
    phrase = noun(rng, entries, number)
    kind = rng.random()
    if kind < 0.2:
        phrase.add("compound", noun(rng, rng.choice((BODIES, PEOPLE, THINGS)), SINGULAR), before=True)
    elif kind < 0.35:
        phrase.add("compound", name(rng), before=True)
    if rng.random() < 0.25:
        adjective = rng.choice(ADJECTIVES)
        phrase.add("amod", Phrase(adjective, adjective, "ADJ", "JJ", "Degree=Pos"), before=True)
    if phrase.plural() and rng.random() < 0.25:
        count = numeral(rng)
        if count.words[0][2] == "NUM":
            return phrase.add("nummod", count, before=True)
    if full and not phrase.plural() or full and rng.random() < 0.4:
        phrase.add("det", Phrase("the", "the", "DET", "DT", "Definite=Def|PronType=Art"), before=True)
    return phrase


def actor(rng, full):
    kind = rng.random()
    if kind < 0.25:
        return name(rng)
    if kind < 0.35:
        surname = rng.choice(SURNAMES)
        return Phrase(surname, surname, "PROPN", "NNP", SINGULAR)
    if kind < 0.45:
        return Phrase("police", "police", "NOUN", "NNS", PLURAL)
    if kind < 0.5:
        return Phrase("troops", "troops", "NOUN", "NNS", "Number=Ptan")
    return nominal(rng, rng.choice((PEOPLE, PEOPLE, BODIES)), full)


def verb(entry, form, several):
    """form: present, past, participle or infinitive."""
    lemma, *parts = entry.split("/")
    regular = lemma + "d" if lemma.endswith("e") else inflect_s(lemma)[:-1] + "d" if lemma.endswith("fy") else lemma + "ed"
    past = parts[0] if parts else regular
    person = "Mood=Ind|Number=%s|Person=3|Tense=%s|VerbForm=Fin"
    if form == "present":
        tag, spelt = ("VBP", lemma) if several else ("VBZ", inflect_s(lemma))
        return Phrase(spelt, lemma, "VERB", tag, person % ("Plur" if several else "Sing", "Pres"))
    if form == "past":
        return Phrase(past, lemma, "VERB", "VBD", person % ("Plur" if several else "Sing", "Past"))
    if form == "participle":
        return Phrase(parts[1] if len(parts) > 1 else past, lemma, "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass")
    return Phrase(lemma, lemma, "VERB", "VB", "VerbForm=Inf")


def with_case(preposition, phrase):
    return phrase.add("case", Phrase(preposition, preposition, "ADP", "IN"), before=True)


def circumstance(rng, full):
    preposition = rng.choice(BECAUSE)
    if preposition in ("in", "near"):
        return with_case(preposition, name(rng) if rng.random() < 0.7 else nominal(rng, THINGS[:14], full))
    return with_case(preposition, nominal(rng, rng.choice((EVENTS, THINGS)), full))


def clause(rng, full):
    """A whole clause: who does what to whom, who goes where, what strikes whom, or who is struck."""
    tense = "past" if full else "present"
    kind = rng.random()
    if kind < 0.5:
        subject = actor(rng, full)
        to_come = not full and rng.random() < 0.12
        top = verb(rng.choice(VERBS), "infinitive" if to_come else tense, subject.plural())
        if to_come:
            top.add("mark", Phrase("to", "to", "PART", "TO"), before=True)
        top.add("nsubj", subject, before=True)
        target = actor(rng, full) if rng.random() < 0.5 else nominal(rng, THINGS, full)
        top.add("obj", target)
    elif kind < 0.65:
        subject = actor(rng, full)
        entry, *prepositions = rng.choice(GOING).split("-")
        top = verb(entry, tense, subject.plural()).add("nsubj", subject, before=True)
        place = name(rng) if rng.random() < 0.4 else nominal(rng, THINGS, full)
        if len(prepositions) == 2:
            top.add("advmod", Phrase("out", "out", "ADV", "RB"))
        top.add("obl", with_case(prepositions[-1], place))
    elif kind < 0.85:
        subject = nominal(rng, EVENTS, full)
        struck = numeral(rng) if rng.random() < 0.4 else nominal(rng, PEOPLE + THINGS[:14], full)
        top = verb(rng.choice(HITTING), tense, subject.plural()).add("nsubj", subject, before=True).add("obj", struck)
    else:
        subject = numeral(rng) if rng.random() < 0.4 else nominal(rng, PEOPLE + BODIES, full)
        top = verb(rng.choice(VERBS), "participle", False)
        if full:
            several = subject.plural()
            top.add("aux:pass", Phrase("were" if several else "was", "be", "AUX", "VBD", "Mood=Ind|Number=%s|Person=3|Tense=Past|"
                                       "VerbForm=Fin" % ("Plur" if several else "Sing")), before=True)
        top.add("nsubj:pass", subject, before=True)
    if rng.random() < 0.5:
        top.add("obl", circumstance(rng, full))
    return top


def headline(rng):
    full = rng.random() < 0.3
    kind = rng.random()
    if kind < 0.12 and not full:  # no verb: "Army raid on border village"
        top = nominal(rng, EVENTS, full)
        top.add("nmod", with_case(rng.choice(("on", "in", "near")), nominal(rng, THINGS[:14], full)))
    elif kind < 0.24:
        speaker = actor(rng, full)
        top = verb("say/said", "past" if full else "present", speaker.plural())
        top.add("nsubj", speaker, before=True).add("ccomp", clause(rng, full))
    else:
        top = clause(rng, full)
        if kind < 0.36:
            joined = clause(rng, full).add("mark", Phrase("as", "as", "SCONJ", "IN"), before=True)
            top.add("advcl", joined)
    if full:
        top.add("punct", Phrase(".", ".", "PUNCT", "."))
    forms, lemmas, upos, xpos, feats, heads, rels = map(list, zip(*top.words))
    forms[0] = forms[0][0].upper() + forms[0][1:]
    return Sentence("", forms, lemmas, upos, xpos, feats, heads, rels)
