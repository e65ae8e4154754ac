"""What does Northmere buy today? SYNTHETIC facts of 15 services, one row a line.

Invented for teaching; not a costing of any real service. Spend is in £ thousand a year. A blank cell
is not known: nobody has counted it.
"""

# ruff: noqa: E501  (a row of a table is one line, however long)

SERVICES = """
service|name|programme|pathway_step|provider|outcome|contract_end|notice_months
V01|Mini-stroke clinic, Monday to Friday|Circulation|diagnosis|Northmere Hospital|I01|2028-03-31|12
V02|Heart failure clinic|Circulation|follow-up|Northmere Hospital|I03|2028-03-31|12
V03|Blood pressure checks in practices|Circulation|finding people|GP Federation|I07|2027-03-31|3
V04|Pulmonary rehabilitation courses|Respiratory|treatment|Northmere Community Trust|I02|2027-09-30|6
V05|Help to stop smoking on the wards|Respiratory|prevention|Northmere Hospital|I09|2028-03-31|12
V06|Physiotherapy and joint clinics|Musculoskeletal|assessment|Northmere Community Trust||2027-09-30|6
V07|Skin clinics|Skin|assessment|Northmere Hospital||2028-03-31|12
V08|Glaucoma clinics|Vision|diagnosis|Northmere Hospital||2028-03-31|12
V09|Falls clinic and exercise classes|Trauma and injury|prevention|Northmere Council|I04|2027-03-31|6
V10|Diabetes group education|Endocrine|support|Northmere Community Trust|I05|2027-09-30|6
V11|Diabetes foot clinics|Endocrine|treatment|Northmere Community Trust|I06|2027-09-30|6
V12|Alcohol nurses on weekdays|Mental health / addictions|treatment|Northmere Hospital|I10|2028-03-31|12
V13|Mental health crisis line and home team|Mental health / addictions|crisis|Northmere Mental Health Trust|I12|2029-03-31|12
V14|Hospice beds and nurses at home|Cancer / palliative|end of life|Mere Hospice|I11|2027-03-31|3
V15|Children's same-day clinic in town|Children|assessment|GP Federation|||
"""

FIGURES = """
service|activity|activity_unit|spend|in_need|served
V01|1225|clinic visits|410|1225|528
V02|3900|clinic visits|620|2600|1750
V03|61000|checks|540||
V04|1146|courses begun|380|3150|1146
V05|1912|people offered help|290|4900|1912
V06|21500|first visits|3150||
V07|9800|first visits|1240||
V08|14200|visits|1670||
V09|2100|people seen|460|7400|2100
V10|270|people who attended|95|1470|270
V11|18310|feet checks|730|20300|18310
V12|950|people seen|310|2300|950
V13|5200|people seen|4300|6100|5200
V14|1480|people cared for|2050|1700|1480
V15|7600|visits|820||
"""

COMING = """
service|new_technology|technology_due
V01||
V02|a blood test that finds heart failure at the practice (a decision on funding is expected)|2027-10-01
V03|cuffs that send readings from home|2028-04-01
V04|rehabilitation led from a screen at home (guidance is expected)|2028-01-01
V05||
V06||
V07|software that reads photographs of moles (guidance is expected)|2027-12-01
V08|a home test of eye pressure|2031-01-01
V09||
V10||
V11|a thermal mat that warns of foot ulcers|
V12||
V13||
V14||
V15||
"""

SOURCE = "SYNTHETIC: contract register and finance ledger, September 2026"
