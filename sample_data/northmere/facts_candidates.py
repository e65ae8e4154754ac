"""What is on Northmere's long list? SYNTHETIC facts of 24 candidates, one row a line.

Invented for teaching; not a costing of any real service. Money is in £ thousand.
"""

# ruff: noqa: E501  (a row of a table is one line, however long)

NUMBERS = """
candidate|set_up_cost|running_cost|claimed_saving|first_benefit|full_benefit|people|gain|duration|lead_months_a_quarter|quarters|cashable_share|cost_form|grade|kind_of_care|pot|received
P01|60|180|240|3|9|400|8|5|2|3|0.5|stepped|B|treat||2026-07-06
P02|40|210|190|7|12|650|10|1|1.5|4|0.4|stepped|A|treat|BEDS|2026-07-13
P03|30|260|330|7|12|700|10|1.5|1.5|4|0.4|stepped|B|support|BEDS|2026-07-13
P04|90|420|560|6|18|9500|2|1|1.75|5|0.5|variable|C|treat||2026-07-20
P05|75|190|260|4|9|4200|3|0.4|2|3|0.6|variable|B|find||2026-07-20
P06|35|85|95|3|8|1500|1|0.5|1|3|0.6|variable|B|find||2026-07-24
P07|50|300|280|9|30|2400|3|2.5|1.25|5|0.3|stepped|A|prevent||2026-07-27
P08|45|220|250|12|48|1300|3|3|1.5|5|0.3|stepped|B|prevent||2026-07-27
P09|25|140|60|6|36|700|1.5|3|1|4|0.5|variable|A|support||2026-08-03
P10|80|310|420|6|24|1100|5|4|1.25|5|0.5|stepped|B|treat||2026-08-03
P11|30|270|20|12|120|1200|1|8|1.25|6|0.5|variable|A|prevent||2026-08-03
P12|350|900|1000|9|30|2600|8|1|3|6|0.3|fixed|A|treat|BEDS|2026-08-10
P13|250|780|860|6|18|520|6|0.25|3|5|0.4|stepped|A|treat|BEDS|2026-08-10
P14|60|320|410|5|12|1900|6|1|2|3|0.4|stepped|B|support|BEDS|2026-08-17
P15|110|480|520|6|18|600|60|0.2|2|5|0.4|stepped|B|support||2026-08-17
P16|40|330|460|8|15|1600|8|1.5|1.5|4|0.4|stepped|B|treat|BEDS|2026-08-24
P17|90|560|380|8|24|640|18|1|1.5|5|0.3|variable|B|treat||2026-08-24
P18|160|690|520|6|18|3200|9|0.5|2.25|4|0.3|fixed|C|treat||2026-08-31
P19|65|330|120|9|60|5600|2|4|1.75|5|0.4|variable|B|find||2026-09-07
P20|70|340|210|6|36|3900|2|7|1.75|5|0.4|stepped|A|prevent||2026-09-07
P21|120|410|350|6|18|5200|2|1|1.75|5|0.4|stepped|C|treat||2026-09-14
P22|15|60|310|3|9|1200|2|0.5|1.25|3|0.9|variable|A|treat||2026-09-14
P23|55|230|330|3|9|1300|5|0.6|2|3|0.4|stepped|B|treat|BEDS|2026-10-07
P24|620|510|300|15|36|0|0|1|3|6|0.3|fixed|C|find||2026-09-21
"""

NAMES = """
candidate|name|programme|kind|place|provider|payer|gainer
P01|TIA and minor stroke: 7-day rapid access clinic|Circulation|change|whole system|Northmere Hospital|commissioner|
P02|COPD: pulmonary rehabilitation expansion and discharge bundle|Respiratory|change|whole system|Northmere Community Trust|commissioner|
P03|Heart failure: community specialist nurse team|Circulation|new|whole system|Northmere Community Trust|commissioner|
P04|Musculoskeletal: single point of access and triage|Musculoskeletal|change|whole system|Northmere Community Trust|commissioner|
P05|Dermatology: image-based advice and community clinic|Skin|change|town|GP Federation|commissioner|
P06|Ophthalmology: glaucoma referral refinement|Vision|change|whole system|Optometrists|commissioner|
P07|Falls: strength and balance classes with case finding|Trauma and injury|new|whole system|Northmere Council|commissioner|Northmere Council
P08|Fracture liaison service|Trauma and injury|new|whole system|Northmere Hospital|commissioner|Northmere Council
P09|Diabetes: structured education for the newly diagnosed|Endocrine|change|whole system|Northmere Community Trust|commissioner|
P10|Diabetes: foot protection and multidisciplinary foot team|Endocrine|change|whole system|Northmere Community Trust|commissioner|
P11|Type 2 diabetes prevention: intensive lifestyle programme|Endocrine|new|whole system|Northmere Council|commissioner|
P12|Frail older people: front-door assessment hub|Healthy individuals / older people|change|town|Northmere Hospital|commissioner|Northmere Council
P13|Frail older people: hospital at home|Healthy individuals / older people|new|town|Northmere Community Trust|commissioner|
P14|Care homes: enhanced clinical support|Healthy individuals / older people|change|whole system|GP Federation|commissioner|care homes
P15|End of life: shared register and round-the-clock nursing|Cancer / palliative|new|whole system|Mere Hospice|commissioner|Northmere Council
P16|Alcohol: 7-day hospital care team and outreach|Mental health / addictions|change|town|Northmere Hospital|commissioner|Northmere Council
P17|Talking therapies for people with long-term conditions|Mental health / addictions|change|whole system|Northmere Mental Health Trust|commissioner|employers
P18|Mental health crisis: liaison and alternatives to admission|Mental health / addictions|change|town|Northmere Mental Health Trust|commissioner|police
P19|Blood pressure and atrial fibrillation case finding|Circulation|new|whole system|GP Federation|commissioner|Northmere Council
P20|Tobacco dependence treatment in hospital pathways|Respiratory|new|whole system|Northmere Hospital|commissioner|employers
P21|Children: same-day hub and asthma pathway|Children|new|coast|GP Federation|commissioner|schools
P22|Low back pain: stop low-value injections (release)|Musculoskeletal|release|whole system|Northmere Hospital|commissioner|
P23|Community intravenous antibiotics and ambulatory DVT|Infection / circulation|change|town|Northmere Community Trust|commissioner|
P24|Community diagnostics: spirometry, echo and BNP|Circulation / respiratory|new|coast|Northmere Hospital|commissioner|
"""

TERMS = """
candidate|organisations|contract_route|contract_date|indicators
P01|Northmere Hospital; GP Federation|variation of the hospital contract|2027-04-01|I01
P02|Northmere Community Trust; Northmere Hospital|variation of the community contract|2027-04-01|I02; I13
P03|Northmere Community Trust; Northmere Hospital|variation of the community contract|2027-04-01|I03
P04|Northmere Community Trust; Northmere Hospital; GP Federation|most suitable provider process|2027-10-01|
P05|GP Federation; Northmere Hospital|variation of the hospital contract|2027-04-01|
P06|Optometrists; Northmere Hospital|local eye care contract|2027-04-01|
P07|Northmere Council; Northmere Community Trust; GP Federation|joint fund with the council|2027-04-01|I04
P08|Northmere Hospital; GP Federation|variation of the hospital contract|2027-04-01|I04
P09|Northmere Community Trust|variation of the community contract|2027-04-01|I05
P10|Northmere Community Trust; Northmere Hospital|variation of the community contract|2027-07-01|I06
P11|Northmere Council; GP Federation|joint fund with the council|2027-04-01|
P12|Northmere Hospital; Northmere Community Trust; Northmere Council|variation of the hospital contract|2027-10-01|
P13|Northmere Community Trust; Northmere Hospital; Northmere Council|variation of the community contract|2027-10-01|
P14|GP Federation; care homes|local enhanced service|2027-04-01|
P15|Mere Hospice; Northmere Community Trust; GP Federation; Northmere Council|most suitable provider process|2027-10-01|I11
P16|Northmere Hospital; Northmere Council|variation of the hospital contract|2027-04-01|I10
P17|Northmere Mental Health Trust; GP Federation; Northmere Community Trust|variation of the mental health contract|2027-07-01|
P18|Northmere Mental Health Trust; Northmere Hospital; Northmere Council; police|variation of the mental health contract|2027-10-01|I12
P19|GP Federation; pharmacies|local enhanced service|2027-04-01|I07; I08
P20|Northmere Hospital; Northmere Mental Health Trust; Northmere Council|variation of the hospital contract|2027-04-01|I09
P21|GP Federation; Northmere Hospital; schools|most suitable provider process|2027-10-01|
P22|Northmere Hospital; GP Federation|variation of the hospital contract|2027-04-01|
P23|Northmere Community Trust; Northmere Hospital|variation of the community contract|2027-04-01|
P24|Northmere Hospital; GP Federation; Northmere Community Trust; Northmere Council|competitive process|2028-04-01|I02; I03
"""

DESCRIPTIONS = """
candidate|description
P01|People with a suspected mini-stroke are seen, scanned and treated within a day, on all seven days of the week.
P02|More places for exercise and advice near home for people short of breath, and a checked set of steps before they leave hospital.
P03|Specialist nurses visit people with heart failure at home in the weeks after a hospital stay and adjust their medicines.
P04|One place receives every referral for painful joints and backs, and a physiotherapist agrees the next step with the patient.
P05|A GP sends a photograph of the skin problem and has advice within two days; those who need to be seen go to a clinic nearby.
P06|An optometrist repeats the eye tests before anyone is sent to hospital with suspected glaucoma.
P07|Older people at risk of a fall are found and offered six months of strength and balance classes near home.
P08|Everybody over 50 who breaks a bone after a small fall is checked for weak bones and offered treatment to prevent the next break.
P09|People newly told that they have diabetes are offered a group course, evenings and weekends too, on living with it.
P10|Feet at risk are looked after in the community, and one team sees every new foot ulcer within a day.
P11|People with raised blood sugar join a nine-month course of diet and exercise to put off or prevent diabetes.
P12|Frail older people who arrive at hospital are assessed by one team at the front door, so that more go home with the right help.
P13|Some frail older people are treated at home by a hospital team instead of on a ward.
P14|Each care home has a named doctor or nurse who visits every week, reviews medicines and plans ahead with residents.
P15|People near the end of life have their wishes on one shared register and can call a nurse at any hour.
P16|A specialist team sees every patient whose admission is due to alcohol, seven days a week, and follows them home.
P17|People with a long-term condition who are also depressed or anxious have talking therapy as part of their usual care.
P18|People in a mental health crisis are seen within an hour in the emergency department, or in a crisis house instead of a ward.
P19|Blood pressure and pulse are checked in pharmacies, clubs and workplaces, and those with a problem start treatment.
P20|Every hospital patient who smokes is offered medicine and support to stop, on the ward and for twelve weeks after.
P21|Children who are ill today are seen today in a hub by the coast, and each child with asthma has a plan at school.
P22|Injections into the spine for ordinary low back pain stop, and the money goes back to the common purse.
P23|Patients who need only intravenous antibiotics, or treatment for a clot in the leg, have it at home or in a day clinic.
P24|Breathing tests, heart scans and a blood test for heart failure are done near home instead of at the hospital. It helps other candidates; by itself it treats nobody.
"""

LINKS = """
candidate|link|other|effect|because
P24|helps|P19|0.12|a pulse found irregular is confirmed within days, not weeks
P24|helps|P03|0.2|heart failure is confirmed earlier, so the nurses reach people sooner
P24|helps|P02|0.1|a breathing test near home brings more people to rehabilitation
P12|excludes|P13||both need the same consultant geriatricians in the first two years
P08|needs|P07||patients found by the fracture service are sent to the strength and balance classes
P13|needs|P23||hospital at home relies on the community intravenous team
"""

POTS = """
pot|what|size|source
BEDS|emergency bed-days of adults in Northmere Hospital that could be released in a year|1600|SYNTHETIC: joint estimate of the finance leads, September 2026
"""

GATES = """
candidate|gate|status|owner|date
P04|equality|passed|equality lead|2026-09-30
P04|involvement|open|engagement lead|2026-10-02
P12|equality|open|equality lead|2026-10-02
P12|involvement|||
P12|service change|open|commissioning manager|2026-10-02
P13|equality|passed|equality lead|2026-09-30
P13|involvement||engagement lead|
P18|equality|||
P18|involvement|passed|engagement lead|2026-09-23
P18|provider impact|open|commissioning manager|2026-10-02
P21|equality|passed|equality lead|2026-09-30
P22|equality|passed|equality lead|2026-09-30
P22|involvement|open|engagement lead|2026-10-02
P22|quality|passed|medical director|2026-09-16
P24|provider impact|not needed|commissioning manager|2026-09-30
"""

CONSENSUS = """
candidate|C2|C3|C4|C5|C7|C8|C9
P01|40|60|85|70|75|60|85
P02|82|55|55|75|70|55|80
P03|52|60|60|70|70|40|85
P04|32|60|35|60|55|15|55
P05|24|70|40|55|70|5|65
P06|32|60|35|40|85|10|75
P07|40|50|65|70|60|80|80
P08|40|40|70|55|65|75|75
P09|16|55|35|65|75|65|70
P10|70|55|80|70|55|60|80
P11|24|45|20|75|60|100|65
P12|46|70|70|90|40|30|75
P13|32|75|50|90|45|10|60
P14|32|65|65|75|65|30|80
P15|32|90|60|70|60|5|85
P16|94|50|60|65|70|55|60
P17|46|70|45|80|50|45|75
P18|76|75|75|80|40|25|75
P19|76|35|55|85|50|95|75
P20|88|35|45|75|55|90|50
P21|70|75|50|65|45|35|80
P22|40|10|45|45|60|5|25
P23|32|75|45|50|80|5|75
P24|58|60|55|70|35|50|70
"""
