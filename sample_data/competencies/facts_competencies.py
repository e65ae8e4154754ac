"""What was said of Northmere's competencies in two years? SYNTHETIC, all of it.

One line a sub-competency: the levels given by ourselves, the council, the practice-based
commissioners and the panel in each year, the level wanted, and our own evidence. A dash is no
answer.
"""

FIRST, SECOND = "2008/09", "2009/10"

ORGANISATION = """
kind|name|area|notice
PCT|Northmere PCT (SYNTHETIC)|Northmere|SYNTHETIC: Northmere and all its figures are invented.
"""

LEVELS = """
sub|self1|council1|gps1|panel1|target1|self2|council2|gps2|panel2|target2
1.1|3|2|2|2|2|3|3|2|3|3
1.2|2|2|1|2|2|3|2|2|2|3
1.3|2|-|-|2|2|2|-|-|2|2
2.1|3|3|-|3|3|3|3|-|3|3
2.2|2|2|2|2|2|3|3|2|3|3
2.3|3|2|2|2|2|3|2|2|2|3
3.1|1|1|-|1|2|2|2|-|2|2
3.2|2|1|1|1|2|3|2|2|3|3
3.3|2|1|-|1|2|3|2|-|2|2
4.1|2|-|1|2|2|3|-|3|3|3
4.2|2|-|1|2|2|2|-|2|2|3
4.3|2|-|1|1|2|3|-|2|2|2
5.1|2|2|-|2|2|3|2|-|2|3
5.2|2|2|-|2|2|2|2|-|2|2
5.3|2|-|-|2|2|3|-|-|3|3
6.1|1|-|1|1|2|2|-|1|1|3
6.2|2|2|1|1|2|3|2|3|3|3
6.3|2|-|-|2|2|2|-|-|2|3
7.1|1|-|1|1|2|1|-|1|1|2
7.2|1|1|-|1|1|2|1|-|1|2
7.3|1|-|1|1|1|1|-|1|1|2
8.1|2|-|2|2|2|3|-|2|3|3
8.2|2|-|1|1|2|3|-|1|2|2
8.3|2|-|-|2|2|2|-|-|2|3
9.1|1|-|-|1|2|1|-|-|1|2
9.2|2|-|-|2|2|2|-|-|2|2
9.3|1|-|-|1|1|2|-|-|1|2
10.1|2|2|1|2|2|3|2|2|2|3
10.2|2|-|2|2|2|2|-|2|2|2
10.3|2|-|-|2|2|2|-|-|2|2
11.1|-|-|-|-|-|2|-|-|1|2
11.2|-|-|-|-|-|2|-|-|2|2
11.3|-|-|-|-|-|1|-|-|1|2
"""

OWNERS = """
competency|owner
1|chief executive
2|director of partnerships
3|director of communications
4|medical director
5|head of public health intelligence
6|director of strategy
7|head of market development
8|director of improvement
9|director of finance
10|director of performance
11|director of finance
"""

OUR_EVIDENCE = """
sub|first|second
1.1|local press count and the stakeholder survey|stakeholder survey, 61 answers
1.2|list of changes led in the year|five changes with lead, reason and end date
1.3|staff survey|staff survey and leavers' talks
2.1|joint needs assessment, published with the council|joint needs assessment, second edition
2.2|minutes of the partnership|minutes, and partners' scores in the prioritisation record
2.3||
3.1|two health campaigns|campaign surveys in four wards
3.2|patients' panel, three meetings|patients' weights and scores in the prioritisation record
3.3|complaints report|
4.1|clinical executive, terms of reference|clinicians' scores in the prioritisation record
4.2|prescribing comparisons sent to practices|prescribing and referral comparisons
4.3|practice survey|practice survey, second year
5.1|analysts' work list|stress test of the ranking in the prioritisation record
5.2|needs assessment, trends chapter|needs assessment, trends chapter
5.3|national averages in the needs assessment|areas like ours with intervals, in the record
6.1|population growth in the plan|one condition modelled, not yet used
6.2|criteria agreed by the board|criteria, weights, scores and reasons in the record
6.3|cost of each priority in the plan|the set computed under three budgets, in the record
7.1|list of contracts|list of contracts
7.2|waiting-time reports|people in need beside people served, four services
7.3|choice leaflet|choice leaflet
8.1|opportunities list|long list with ideas from staff, in the record
8.2|project list|
8.3|quality schedule of the hospital contract|quality schedule of the hospital contract
9.1|reference cost summary|reference cost summary
9.2|contract schedules|contract schedules
9.3|none of the contracts pays for outcomes|outcomes in one community contract
10.1|monthly performance report|monthly report with actions and owners
10.2|minutes of contract meetings|minutes of contract meetings
10.3|dispute procedure|dispute procedure, used once
11.1|-|programme budget beside outcomes, six programmes
11.2|-|release list, one candidate scored
11.3|-|savings plan for one year
"""

GOVERNANCE = """
year|strand|assessor|rating|because
2008/09|strategy|self|green|plan agreed with partners
2008/09|strategy|panel|amber|aims not tied to money
2008/09|finance|self|green|balance in every month
2008/09|finance|panel|amber|year three rests on savings without owners
2008/09|board|self|green|full board, all trained
2008/09|board|panel|green|grip on performance is clear
2009/10|strategy|self|green|plan rests on the recorded order and its reasons
2009/10|strategy|panel|green|aims, money and measures now agree
2009/10|finance|self|green|three budgets were worked through
2009/10|finance|panel|amber|recurrent cost after the last funded year is not met
2009/10|board|self|green|board asks for the record
2009/10|board|panel|green|board asks for doubt, not only for figures
"""

OUTCOMES = """
outcome|name|chosen|first|because
O01|life expectancy at birth|every commissioner|yes|
O02|years of life between the poorest and the richest fifth of wards|every commissioner|yes|
O03|deaths from circulatory disease before 75|locally|yes|largest gap to areas like ours
O04|people who stopped smoking for four weeks|locally|yes|feeds the largest gap
O05|admissions because of alcohol|locally|yes|rising, and the public asked for it
O06|suspected mini-stroke seen within 24 hours|locally|yes|cheap to mend
O07|deaths at the usual place of residence|locally|yes|carers asked for it
O08|people with diabetes whose feet were checked|locally|yes|amputations vary by practice
O09|children carrying too much weight at eleven|locally||new joint aim with the council
O10|people using talking therapies who recover|locally||new service to be judged
"""

FIGURES = """
indicator|unit|polarity|first|step|scatter
O01|years|high is good|76.4|0.22|0.1 -0.1 0 0.1 -0.1 0
O02|years|high is bad|8.1|0.06|-0.2 0.3 -0.1 0.2 -0.3 0.1
O03|per 100,000|high is bad|104|-4.1|1 -1 2 -2 1 -1
O04|per 100,000|high is good|610|38|20 -25 10 -5 15 -15
O05|per 100,000|high is bad|1210|96|-20 15 10 -10 5 0
O06|%|high is good|38|0.4|2 -3 1 3 -2 -1
O07|%|high is good|36.5|0.7|0.3 -0.2 -0.3 0.2 0.1 -0.1
O08|%|high is good|71|2.2|-1 1 0.5 -0.5 1 -1
O09|%|high is bad|19.1|0.1|0.4 -0.6 0.5 -0.2 -0.4 0.3
O10|%|high is good|41|1|0 0 0 0 0 0
"""

PERIODS = ("2003/04", "2004/05", "2005/06", "2006/07", "2007/08", "2008/09")
NEW_SERVICE = ("O10", 4)
"""An indicator of which the first periods are missing: too few are left for a trend."""
