"""Who decides on the short path, by which rules and on what criteria? SYNTHETIC, for teaching.

Two hours, 12 candidates, 6 criteria, 10 people. Criteria and rules are worded so that a new short
workshop may begin from them.
"""

# ruff: noqa: E501  (a row of a table is one line, however long)

CHOSEN = ("P01", "P02", "P05", "P07", "P08", "P10", "P14", "P16", "P19", "P20", "P21", "P22")

CRITERION_OF = {"C1": "K1", "C2": "K2", "C3": "K3", "C4": "K4", "C8": "K5", "C6": "K6", "C7": "K6"}
"""The criterion of the short path that stands for each criterion of the full one."""

TAKEN_OVER = ("C1", "C2", "C3", "C4", "C8")
"""Criteria whose words are those of the full sample; the sixth is a checklist of its own."""

JUDGED = ("C2", "C3", "C4", "C8")

CHARTER = """
item|value
question|Which pathways should we redesign in the next three years?
organisation|Northmere system (SYNTHETIC)
scope|In: pathways that we pay for. Out: specialised services, buildings, pay.
population|350000
area|
budget|£5.5 million over three years: set-up and three years of running
who_decides|the commissioning board, in public
who_advises|the people in the room
reference_people|1000
reference_because|a typical candidate here reaches about 1,000 to 2,000 people a year, and 1,000 is a number that people can picture
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
quorum|7
pass_mark|6
cut_list|first the second look at cells, then the reading of the swings aloud; the closing question is never cut
reveal_rule|private scores are shown together, without names, when the facilitator reveals them
tie_break|the candidate that reaches more people of the worst-off fifth comes first; if still tied, the board decides
class_rule|Facts only. Quick win: first benefit within 6 months, full within 12, set-up at most £100 thousand, at most two organisations must agree, and worthwhile: at least 100 healthy years for each £ million in three years, or it pays for itself within the year. Long-term gain: full benefit at 24 months or later and more than 1,000 healthy years in ten years. Steady: the rest.
closing_date|2026-09-30
late_rule|A candidate received after the closing date waits for the next round, unless the board says why it must not.
challenge_until|
challenge_days|
challenge_to|
privacy|pseudonymous
analyst|analyst of the commissioning team
assurer|analyst of a neighbouring system who took no part
approver|director of strategy
notice|SYNTHETIC. Invented for teaching; not a costing of any real service.
"""

VOICE_GROUPS = """
group|role
public|patient
public|carer
public|voluntary sector
clinicians|GP
clinicians|consultant
clinicians|nurse
commissioners and partners|commissioning manager
commissioners and partners|finance
commissioners and partners|public health
commissioners and partners|council
"""

LIMITS = """
resource|most|because
gross_3yr|5500|the growth money set aside for three years
lead_months|42|three and a half lead months in each of twelve quarters is what the team can give
"""

RULES = """
kind|what|number|because
at least|quick win|2|people and staff should see something change within the year
at least|long-term gain|2|the plan promises to turn the curve, not only to cope
"""

PEOPLE = """
person|roles|organisation|experience|attends_from|attends_to
S01|finance|Northmere commissioner|9 years in NHS finance|14:00|16:00
S02|patient|public panel|lives with COPD|14:00|16:00
S03|consultant|Northmere Hospital|respiratory physician; 15 years|14:00|16:00
S04|council|Northmere Council|adult social care; 10 years|14:00|16:00
S05|carer|public panel|looks after a partner with heart failure|14:00|16:00
S06|GP|GP Federation|GP for 11 years|14:00|16:00
S07|public health|Northmere Council and commissioner|consultant in public health|14:00|16:00
S08|nurse|Northmere Community Trust|district nurse; 20 years|14:00|16:00
S09|voluntary sector|Northmere Voluntary Partnership|runs a falls charity|14:00|16:00
S10|commissioning manager|Northmere commissioner|planned care; 7 years|14:00|16:00
"""

INTERESTS = """
person|candidate|what|effect
S01|all|nil|none
S02|all|nil|none
S03|P20|would lead the ward team|speak not score
S04|all|nil|none
S05|all|nil|none
S06|all|nil|none
S07|all|nil|none
S08|all|nil|none
S09|P07|the charity would run some of the classes|withdraw
S10|all|nil|none
"""

CHANCE_CRITERION = """
criterion|name|question|kind|measured_from|counts|use|unit|worst|best|branch
K6|Chance of success|How many of four answers are yes? Is there a named lead? Are the staff in post, or certain to be found? Have all who must agree said so in writing? Has it worked, and been measured, in a place like ours?|measured|measures|condition|chance|yes answers of four|0|4|can it be done
"""

CHANCE_ANCHORS = """
criterion|anchor_0|anchor_25|anchor_50|anchor_75|anchor_100
K6|No answer is yes.|One answer of four is yes.|Two answers of four are yes.|Three answers of four are yes.|All four answers are yes.
"""

CHANCES = """
criterion|value|chance
K6|0|0.3
K6|25|0.45
K6|50|0.6
K6|75|0.8
K6|100|0.95
"""

CHECKLIST = """
candidate|lead named|staff in post|agreed in writing|worked elsewhere
P01|1|0|1|1
P02|1|0|1|1
P05|1|1|0|1
P07|1|0|1|1
P08|1|0|0|1
P10|1|0|0|1
P14|1|1|1|0
P16|1|1|0|1
P19|1|0|0|1
P20|1|0|1|1
P21|1|0|0|0
P22|1|1|0|1
"""
"""The answers behind the measured chance of success: 1 is yes."""

LINKS = """
candidate|link|other|effect|because
P08|needs|P07||patients found by the fracture service are sent to the strength and balance classes
P16|helps|P20|0.08|the alcohol team meets many patients who smoke and begins their treatment
"""

FLAVOURS = """
person|flavour
S01|finance
S02|patient panel
S03|default
S04|public health
S05|patient panel
S06|default
S07|public health
S08|patient panel
S09|default
S10|finance
"""

SWING_REASONS = """
person|criterion|reason
S02|K3|I have been passed from desk to desk
S03|K1|fewer people ill is what we are here for
S07|K5|we have coped for twenty years; let us prevent
S10|K6|what never starts helps nobody
"""
