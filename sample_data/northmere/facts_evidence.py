"""What is known of each candidate? Evidence cards, one statement a line.

Rows whose source begins with SYNTHETIC are invented for teaching. The other rows report published
findings in our words; a source that says "to be confirmed" is general knowledge, not a citation.
"""

# ruff: noqa: E501  (a row of a table is one line, however long)

EVIDENCE = """
candidate|criterion|statement|value|unit|source|date|grade|kind
P01|C1|Urgent assessment and treatment after a mini-stroke cut recurrent stroke within 90 days by about 80%.|80|% fewer recurrent strokes|EXPRESS study, Lancet Neurology 2009, doi 10.1016/S1474-4422(09)70019-5|2009|B|study
P01|C8|The effect of urgent assessment was still seen ten years later.|10|years|ten-year follow-up of the EXPRESS study||B|study
P01|C3|Patients say that waiting over a weekend for the scan was the most frightening part.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P01|C5|Fewer people are seen within a day than in areas like ours.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P02|C1|Pulmonary rehabilitation costs up to about £1,000 for each year of full health, far less than adding an inhaled steroid.|1000|£ a healthy year|London Respiratory Network value pyramid, NHS Networks||A|study
P02|C2|A national audit studied deprivation and the results of pulmonary rehabilitation.|||Steiner et al 2017, Thorax 72:530|2017|B|study
P02|C3|People who finished the course speak of leaving the house again; evening places are scarce.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P02|C2|The worst-off neighbourhoods have twice the illness and half the places.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P03|C1|A national programme of heart failure nurses reported 35% fewer admissions.|35|% fewer admissions|British Heart Foundation programme, reported in Nursing in Practice||B|study
P03||The same programme reported a saving of £1,826 for each patient.|1826|£ saved a person|British Heart Foundation programme, reported in Nursing in Practice||B|study
P03|C3|Carers value one nurse whom they can ring.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P04|C6|Guidance said that triage lowers referrals by 20 to 30%.|20|% fewer referrals (lowest of the range)|NHS England, High Impact Intervention||C|claim
P04|C6|After audit the fall in referrals was put at 10%.|10|% fewer referrals|NHS England, Musculoskeletal best practice solutions||C|audit
P04|C3|Half the panel fear one more step before they see a specialist; the other half welcome a clear way in.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P05|C1|Advice from an image can keep a third to a half of routine skin referrals with the GP.|33|% of routine referrals (lowest of the range)|general knowledge, to be confirmed at source||B|study
P05|C2|Older people without a smartphone worry that they will wait longer.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P06|C1|With referral refinement 53% of referred people did not have to go on to hospital.|53|% not sent on|Forbes et al 2019, Manchester Glaucoma Enhanced Referral Scheme|2019|B|study
P06||The same scheme saved about £2.76 for each patient, less than its first report had said.|2.76|£ saved a person|Forbes et al 2019, Manchester Glaucoma Enhanced Referral Scheme|2019|B|study
P06||The first-year report of community refinement gave 40% not sent on and £17 saved.|17|£ saved a person|Community refinement of glaucoma referrals, Eye 2003|2003|B|study
P06|C3|People would rather have tests repeated in the high street than lose a day at the hospital.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P07|C1|About 255,000 older people a year are admitted as an emergency after a fall in England.|255000|admissions a year|UK Health Security Agency blog, February 2018|2018|B|study
P07|C1|A community service for people who fall led to 5.3 fewer falls in each person-year; the interval of its cost spans zero.|5.3|fewer falls a person-year|Trial of a community falls prevention service, PMC3424053||A|study
P07|C3|Older people ask for classes that they can reach by bus.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P07|C5|Emergency admissions after a fall are close to those of areas like ours.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P08|C1|In good services about a third fewer people break a second bone.|33|% fewer second fractures|general knowledge, to be confirmed at source||B|study
P08|C4|Two in three people with a first break leave hospital with no check of their bones.|67|% not checked|SYNTHETIC: Northmere Hospital audit, 2025|2025||audit
P09|C1|A twelve-month cluster trial with lifetime modelling found group education good value.|||Gillett et al 2010, BMJ 341:c4093|2010|A|study
P09|C2|Uptake of group education is uneven.|||general knowledge, to be confirmed at source|||study
P09|C3|People at work cannot come on a weekday morning.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P10|C4|Foot teams lower the number of major amputations.|||general knowledge, to be confirmed at source||B|study
P10|C4|Nine major amputations last year followed an ulcer first seen more than two weeks before.|9|people a year|SYNTHETIC: Northmere Hospital audit, 2025|2025||audit
P10|C3|Patients want one team, not four appointments.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P11|C1|The national programme is expected to pay back in about 12 years.|12|years|Thomas et al 2017, BMJ Open|2017|A|study
P11|C2|In the short run it costs near £25,000 for each healthy year, with smaller gains in poorer and minority groups.|25000|£ a healthy year|Evaluation of the short-term costs and benefits of the NHS Diabetes Prevention Programme||B|study
P11|C9|Some worry that they will be blamed for their weight.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P12|C1|After assessment by a geriatric team people were slightly more likely to live at home at 3 to 12 months (ratio 1.06).|1.06|ratio|NIHR programme on comprehensive geriatric assessment||A|study
P12|C6|Whether front-door assessment is good value is uncertain.|||NIHR programme on comprehensive geriatric assessment||B|study
P12|C3|Families remember the trolley in the corridor.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P12|C7|Two of five consultant posts are vacant.|2|posts|SYNTHETIC: Northmere Hospital staffing report, 2026|2026||audit
P13||Hospital at home cost about £2,265 less for each person over six months.|2265|£ saved a person|Singh et al 2021, Age and Ageing, doi 10.1093/ageing/afab220|2021|A|study
P13|C1|No difference in years of full health was found.|0|healthy years a person|Singh et al 2021, Age and Ageing, doi 10.1093/ageing/afab220|2021|A|study
P13|C7|The sites that tried it differed from each other.|||NIHR programme on comprehensive geriatric assessment||B|study
P13|C3|Most would rather be at home; some carers ask who helps at night.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P14|C1|Clinical support to care homes is among the better-backed of 27 schemes that move care out of hospital.|||Nuffield Trust, Shifting the balance of care, 2017|2017|B|study
P14|C4|One resident in four takes ten or more medicines.|25|% of residents|SYNTHETIC: Northmere medicines audit, 2025|2025||audit
P14|C3|Families want the same doctor each week.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P15|C3|With a home nursing service 77% died at home, against 35% without.|77|% who died at home|Nuffield Trust 2012 and 2014, for Marie Curie|2012|B|study
P15||Care cost about £500 less for each person.|500|£ saved a person|Nuffield Trust 2012 and 2014, for Marie Curie|2014|B|study
P15|C3|Families speak of nights when nobody answered.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P16|C1|A service with two nurses was followed by 34% fewer alcohol-specific admissions over three years.|34|% fewer admissions|West Yorkshire and Harrogate partnership, Wakefield alcohol service||B|audit
P16|C1|Alcohol care teams are credited with fewer attendances, bed days and readmissions.|||NHS Long Term Plan, chapter 2|2019|B|study
P16|C2|Admissions due to alcohol are three times as common in the worst-off fifth.|3|times|SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P16|C3|People in recovery fear a team that treats them as a nuisance; others say that the first kind word was on the ward.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P17||One course of talking therapy cost £877 on average in five areas.|877|£ a person|Radhakrishnan et al 2013, Behaviour Research and Therapy, doi 10.1016/j.brat.2012.10.001|2013|B|study
P17||Each recovery cost £1,766 on average in the same five areas.|1766|£ a recovery|Radhakrishnan et al 2013, Behaviour Research and Therapy, doi 10.1016/j.brat.2012.10.001|2013|B|study
P17|C1|The sponsor claims that 3,800 people a year will benefit.|3800|people a year|SYNTHETIC: sponsor's bid, August 2026|2026|D|claim
P17|C3|People ask to be treated as one person, not as a heart and a mood.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P18|C6|Whether liaison psychiatry saves money is disputed.|||general knowledge, to be confirmed at source||C|study
P18|C3|Waiting all night in a bright corridor made things worse, say people who were in crisis.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P18|C2|Young men from the coast reach the service only through the police.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P19|C1|Treating high blood pressure and an irregular pulse prevents strokes; finding people at scale is slower.|||general knowledge, to be confirmed at source||B|study
P19|C5|Control of blood pressure is worse here than in areas like ours.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P19|C7|Practices say that they have no appointments for those who are found.|||SYNTHETIC: survey of Northmere practices, 2026|2026||audit
P19|C9|A check in the barber's shop was liked by men who never see a doctor.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P20|C1|Treating tobacco dependence on the ward lowers readmission and death.|||general knowledge, to be confirmed at source||A|study
P20|C5|Fewer patients who smoke are offered help here than in areas like ours.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P20|C9|Some do not want to be asked while they are ill.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P21|C6|Same-day hubs for children are promising, mostly without a comparison group.|||general knowledge, to be confirmed at source||C|study
P21|C2|Children on the coast go to hospital with asthma more often than those in the town.|||SYNTHETIC: Northmere needs assessment, 2025|2025||needs assessment
P21|C3|Parents like same-day care; some would rather see their own doctor.|||SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
P22|C6|National guidance advises against spinal injections for low back pain with no specific cause.|||national guideline on low back pain, general knowledge, to be confirmed at source||A|study
P22|C9|People who had the injection say that it helped for a while and ask what they will have instead.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P23|C4|Antibiotics outside hospital are safe in selected patients and save bed days.|||general knowledge, to be confirmed at source||B|study
P23|C3|People would rather drive to a day clinic than wait on a ward.|||SYNTHETIC: Northmere patient panel, June 2026|2026||patient view
P24|C8|Earlier diagnosis makes other care possible; its own effect is indirect.|||general knowledge, to be confirmed at source||C|study
P24|C3|An echo scan takes eleven weeks, and two buses from the coast.|11|weeks|SYNTHETIC: Northmere patient panel, May 2026|2026||patient view
"""
