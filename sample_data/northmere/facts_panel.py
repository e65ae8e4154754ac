"""Who decides in Northmere, by which rules and on what criteria? SYNTHETIC, invented for teaching."""

# ruff: noqa: E501  (a row of a table is one line, however long)

CHARTER = """
item|value
question|Which pathways should Northmere redesign in the three years from April 2027?
organisation|Northmere system (SYNTHETIC)
scope|In: pathways that Northmere pays for, for adults and children. Out: specialised services, capital above £1 million, pay.
population|350000
area|Northmere
budget|£9.0 million over three years from April 2027: set-up and three years of running
who_decides|the Northmere commissioning board, in public, in December 2026
who_advises|the workshop panel of 14 people
reference_people|1000
reference_because|the middle candidate on the long list reaches about 1,300 people a year; 1,000 is the round number near it that people can picture
quick_first_months|6
quick_full_months|12
quick_set_up|100
quick_organisations|2
quick_gain_per_million|100
long_full_months|24
long_gain|1000
long_horizon|10
discount_rate|0.015
slip|1.5
score_rule|person
weight_rule|group
quorum|10
pass_mark|6
cut_list|first the second look at cells that change nothing, then the third candidate named by each group
reveal_rule|private scores are shown together, without names, when the facilitator reveals them; at least 10 people must have scored
tie_break|the candidate that reaches more people of the worst-off fifth comes first; if still tied, the chair says so and the board decides
class_rule|Facts only. Quick win: first benefit within 6 months, full within 12, set-up at most £100 thousand, at most two organisations must agree, and worthwhile: at least 100 healthy years for each £ million in three years, or it pays for itself within the year. Long-term gain: full benefit at 24 months or later and more than 1,000 healthy years in ten years. Steady: the rest.
closing_date|2026-09-30
late_rule|A candidate received after the closing date is taken in if its facts are complete five working days before the workshop and nobody on the panel had a hand in its lateness; the paper says that it was late. Anchors are fixed, so it cannot reorder the others.
challenge_until|
challenge_days|
challenge_to|
privacy|pseudonymous
analyst|analyst of the Northmere intelligence team
assurer|analyst of a neighbouring system who took no part
approver|director of strategy
notice|SYNTHETIC. Invented for teaching; not a costing of any real service.
"""

VOICE_GROUPS = """
group|role
public|patient
public|carer
clinicians|GP
clinicians|consultant
clinicians|nurse
clinicians|therapist
commissioners and finance|commissioning manager
commissioners and finance|finance
commissioners and finance|public health
partners|council
partners|provider manager
partners|voluntary sector
"""

LIMITS = """
resource|most|because
gross_3yr|9000|growth money set aside for 2027-28 to 2029-30
lead_months|60|five project leads can each give a third of their time for three years
"""

RULES = """
kind|what|number|because
at least|quick win|3|people and staff should see something change within the year
at least|long-term gain|3|the plan promises to turn the curve, not only to cope
"""

PEOPLE = """
person|roles|organisation|experience|attends_from|attends_to
S01|nurse|Northmere Community Trust|19 years; leads the community heart failure nurses|09:30|16:30
S02|finance|Northmere commissioner|11 years in NHS finance|09:30|16:30
S03|carer|public panel|looks after a parent with dementia|09:30|12:30
S04|provider manager|Northmere Mental Health Trust|runs community services; 14 years|09:30|16:30
S05|patient|public panel|lives with diabetes and high blood pressure|09:30|16:30
S06|GP; commissioning manager|GP Federation|GP for 16 years; clinical lead for planned care|09:30|16:30
S07|council|Northmere Council|adult social care; 8 years|09:30|16:30
S08|public health|Northmere Council and commissioner|consultant in public health|09:30|16:30
S09|patient; carer|public panel|was treated for depression; cares for a partner with COPD|09:30|16:30
S10|consultant|Northmere Hospital|geriatrician; 12 years|09:30|16:30
S11|commissioning manager|Northmere commissioner|urgent and community care; 6 years|09:30|16:30
S12|voluntary sector|Northmere Voluntary Partnership|runs a wellbeing service on the coast|09:30|16:30
S13|therapist|Northmere Community Trust|physiotherapist; 9 years|09:30|16:30
S14|carer|public panel|parent of two children, one with asthma|09:30|16:30
"""

INTERESTS = """
person|candidate|what|effect
S01|P03|leads the team that would grow|speak not score
S02|all|nil|none
S03|all|nil|none
S04|P17|manages a service that would take part; takes no post in it|none
S05|all|nil|none
S06|P05|partner in a practice that might host the clinic|none
S07|all|nil|none
S08|all|nil|none
S09|all|nil|none
S10|P12|would be clinical director of the hub|withdraw
S11|all|nil|none
S12|all|nil|none
S13|all|nil|none
S14|all|nil|none
"""

CRITERIA = """
criterion|name|question|kind|measured_from|counts|use|unit|worst|best|nothing|nothing_words|branch
C1|Health gain|How many healthy years does one year of full service add?|measured|health gain|total||healthy years a year|0|500|0|no healthy years are added|effective
C2|Fairness|Who gains: those who are worst off, or those already well served?|judged||per person|||0|100|40|the people it would reach go on being served in line with their share|fair
C3|Experience of care|What would people notice about the care itself?|judged||per person|||0|100|25|patients notice no change|personal
C4|Safety|Which harms would happen less often?|judged||per person|||0|100|25|as safe as today|safe
C5|Fit with the plan|How far does the needs assessment or the plan ask for it?|judged||condition|context||0|100|||can it be done
C6|Strength of evidence|How good is the evidence that it works?|measured|evidence grade|condition|chance|points for the grade|0|100|||can it be done
C7|Ready to deliver|How sure can we be that it can be carried out?|judged||condition|chance||0|100|||can it be done
C8|Lasting effect|How long does the difference last for each person?|judged||per person|||0|100|0|nothing is prevented or put off|effective
C9|Acceptability|How would the public, staff and partners take it?|judged||condition|context||0|100|||can it be done
"""

ANCHORS = """
criterion|anchor_0|anchor_25|anchor_50|anchor_75|anchor_100
C1|No measurable gain.|125 healthy years, as if 500 people each gained three months of full health.|250 healthy years, as if 500 people each gained half a year of full health.|375 healthy years, as if 500 people each gained nine months of full health.|500 healthy years, as if 500 people each gained a year of full health.
C2|The worst-off fifth would be reached half as often as its share of the population; the gap widens.|The worst-off fifth would be reached rather less than its share (about four fifths of it).|The worst-off fifth would be reached a little more than its share (about a sixth more).|The worst-off fifth would be reached more than its share (about three fifths more).|The worst-off fifth would be reached twice as often as its share; the gap closes.
C3|Patients would find care worse than today.|Patients would notice no change.|One thing that patients complain of would be put right.|Several things that patients complain of would be put right.|Patients would describe a different service.
C4|It would add a risk of harm.|It would be as safe as today.|Fewer patients would come to minor harm.|Fewer patients would come to serious harm.|A serious harm that we know of would stop.
C5|It goes against the plan.|Neither the needs assessment nor the plan mentions it.|It supports one aim of the plan.|It supports several aims of the plan.|The plan names it as something we must do.
C6|No evidence at all.|Opinion, or one report without a comparison (grade D is 15 points).|Audit, or studies without a comparison group (grade C is 40 points).|Controlled studies, or a large before-and-after study (grade B is 65 points).|Trials or a systematic review, and proof from here as well (grade A is 90 points).
C7|It is blocked: nobody knows how it could be done.|Major questions are open, such as who would do it.|It can be done, with effort, once staff have been found.|It is ready in most parts; one thing is still to be settled.|It is ready to begin, with the staff and a named lead.
C8|Nothing is prevented or put off.|Illness or need is put off for some months.|People who are already ill are kept from getting worse for some years.|Illness is prevented in people at high risk, for many years.|People need less care for the rest of their lives.
C9|Open opposition.|Most people are wary.|Views are mixed.|Most people support it.|People ask for it.
"""

CHANCES = """
criterion|value|chance
C6|0|0.3
C6|15|0.4
C6|40|0.6
C6|65|0.8
C6|90|0.95
C6|100|0.95
C7|0|0.3
C7|25|0.5
C7|50|0.7
C7|75|0.85
C7|100|0.95
"""

SWINGS = """
flavour|C1|C2|C3|C4|C5|C6|C7|C8|C9
default|100|80|45|60|40|55|60|50|30
finance|60|30|20|40|60|80|100|20|40
public health|100|100|20|40|40|70|30|100|20
patient panel|70|60|100|90|10|40|40|40|60
"""
"""Points for the step from worst to best: the common set, and three that lean one way."""

FLAVOURS = """
person|flavour
S01|default
S02|finance
S03|patient panel
S04|default
S05|patient panel
S06|default
S07|public health
S08|public health
S09|patient panel
S10|default
S11|finance
S12|patient panel
S13|default
S14|patient panel
"""

SWING_REASONS = """
person|criterion|reason
S01|C4|nobody forgives a harm that we could have stopped
S02|C7|money spent on what never starts helps nobody
S03|C3|I have sat in that waiting room
S05|C3|being listened to is part of getting better
S06|C1|more health is what the money is for
S08|C2|the gap on the coast is the reason that we are here
S08|C8|we have coped for twenty years; let us prevent
S09|C4|safe first, then kind
S10|C1|I want to see fewer people ill
S11|C6|we have bought too many promises
S12|C2|the people I see never reach the clinic
"""

SCORE_REASONS = """
criterion|side|reason
C2|high|it goes to where people are
C2|high|the coast would gain most
C2|low|those with a car and a phone will get there first
C2|low|nothing in the bid says how the worst off would hear of it
C3|high|fewer journeys and one person to ring
C3|high|this is what people ask us for
C3|low|one more step before you see anybody
C3|low|patients would hardly notice
C4|high|it closes a gap that the audit found
C4|high|two serious incidents last year would not have happened
C4|low|handovers are where things go wrong
C4|low|I see no harm that it removes
C5|high|it is in the plan by name
C5|low|the needs assessment says little about it
C7|high|the staff are in post
C7|high|we could begin in the spring
C7|low|the posts have been empty for a year
C7|low|it hangs on a computer system that nobody owns
C8|high|people would need less for years
C8|low|it helps today and is gone tomorrow
C9|high|our members asked for it
C9|low|expect letters in the local paper
"""

DONT_KNOW_REASON = "I have no experience of this service"
