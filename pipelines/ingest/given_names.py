"""Given names frequent in Ontario, in English and French: by them a list of people is told from one of places."""

_NAMES = """
aaron abdul adam ahmed aisha alain alan albert alex alexander alexandra ali alice alison allan amanda amina amy ana
andre andrea andrew angela ann anna anne annie anthony antoine antonio arthur ashley audrey barbara benjamin benoit
bernard beth betty bill brandon brenda brian bruce bryan camille carl carlos carmen carol caroline catherine cathy
chantal charles chloe chris christian christina christine christopher claire claude claudia colin cynthia daniel
daniele danielle david deborah debra denis denise dennis derek diana diane dominique donald donna doris dorothy
douglas edward elaine elena eleanor elise elizabeth ella emily emma eric erin ethan etienne eva evelyn fatima felix
fernando florence frances francesco francis francois francoise frank fred gabriel gabrielle gary genevieve george
gerald gilles giovanni gisele gloria gordon grace greg gregory guillaume guy hannah hans harold harry hassan heather
helen helene henri henry hugo ian ibrahim irene isabelle jack jacob jacqueline jacques james jane janet janice jason
jasmine jean jeanne jeff jeffrey jennifer jeremy jerome jessica jim joan joanne joe john jonathan jose joseph joshua
josee joyce juan judith judy julia julie julien justin karen karim katherine kathleen kathryn kathy keith kelly
kenneth kevin kim kimberly krista kyle larry laura lauren laurence laurent leah leo leonard liam lily linda lisa
louis louise luc lucas lucie lucy luis lynn madeleine marc marcel margaret maria marie marilyn mario marion mark
martha martin martine mary mathieu matthew maurice max megan melanie melissa michael michel michele michelle mohamed
mohammed monica monique muhammad nancy natalie nathalie nathan nicholas nicolas nicole noah noel nora normand olivia
olivier omar pamela pascal patricia patrick paul paula pauline peter philip philippe pierre priya rachel rahul ralph
ramesh raymond rebecca rejean rene renee richard rita robert robin roger roland ronald rosa rose roxanne roy russell
ruth ryan sabrina sally samantha samuel sandra sara sarah scott sean sebastien serge sharon shawn sheila shirley
simon singh sofia sonia sophie stella stephane stephanie stephen steve steven stuart susan suzanne sylvain sylvie
tamara tara teresa theresa therese thomas tim timothy todd tom tony tracy tyler valerie vanessa veronica veronique
vicky victor vincent virginia walter wayne wei wendy william xavier yan yves yvonne zachary zoe
"""

GIVEN_NAMES = frozenset(_NAMES.split())
