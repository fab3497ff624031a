"""Invented names and texts for sample companies. Nobody here exists."""

COMPANY_NAMES = ("Harborline IT Services", "Bluestem Managed IT", "Keystone Systems Care", "Fernhill Technology")

TRICKY_CUSTOMERS = (
    "O'Malley & Sons Plumbing",
    "Müller Präzisionsteile",
    "Café Zoë",
    "Smith, Jones & Partners",
    "D'Angelo's Bakery",
    "Søndergaard Shipping",
    'The "Old Mill" Inn',
    "Peña & Núñez Architects",
)
"""Apostrophes, ampersands, quotes, umlauts: what breaks queries and pages that do not escape."""

PLACES = (
    "Alder", "Bayview", "Cedar Grove", "Dunmore", "Eastgate", "Fairhaven", "Glenwood", "Hillcrest", "Ironbridge",
    "Juniper", "Kingsway", "Lakeside", "Maple", "Northfield", "Oakdale", "Pinecrest", "Quarry Hill", "Riverbend",
    "Stonegate", "Thornton", "Upland", "Valley", "Westbrook", "Yarrow",
)  # fmt: skip
TRADES = (
    "Dental", "Law Group", "Accounting", "Veterinary Clinic", "Logistics", "Construction", "Realty", "Insurance",
    "Engineering", "Pediatrics", "Manufacturing", "Brewing", "Landscaping", "Physiotherapy", "Printing", "Foods",
    "Credit Union", "Academy", "Optical", "Freight",
)  # fmt: skip
SITES = ("Head Office", "Warehouse", "Downtown", "Airport Branch", "Plant 2", "Training Center")
STREETS = ("Main Street", "Harbor Road", "Mission Street", "Park Avenue", "Elm Street", "Market Street")
TOWNS = {
    "US": (
        ("Bayshore", "CA", "94326"),
        ("Middlefield", "CA", "94303"),
        ("San Pablo", "CA", "94806"),
        ("Millbrae", "CA", "94030"),
    ),
    "CA": (
        ("Toronto", "ON", "M5V 2T6"),
        ("Ottawa", "ON", "K1P 1J1"),
        ("Hamilton", "ON", "L8P 4S6"),
        ("London", "ON", "N6A 3K7"),
    ),
    "GB": (
        ("Leeds", "West Yorkshire", "LS1 4AP"),
        ("Bristol", "Avon", "BS1 4ST"),
        ("Norwich", "Norfolk", "NR2 1TF"),
        ("Derby", "Derbyshire", "DE1 2QY"),
    ),
    "AU": (
        ("Newcastle", "NSW", "2300"),
        ("Geelong", "VIC", "3220"),
        ("Cairns", "QLD", "4870"),
        ("Hobart", "TAS", "7000"),
    ),
}
"""Town, region and post code by country."""

GIVEN_NAMES = (
    "Amara", "Ben", "Chloé", "Diego", "Elena", "Farid", "Grace", "Henrik", "Imani", "Jonas", "Kavya", "Liam",
    "Maya", "Noah", "Olga", "Priya",
)  # fmt: skip
FAMILY_NAMES = (
    "Okafor", "Whitfield", "Laurent", "Castillo", "Novak", "Rahimi", "Sullivan", "Lindqvist", "Mwangi", "Becker",
    "Iyer", "Gallagher", "Tanaka", "Ferreira", "Petrov", "Shah",
)  # fmt: skip
VENDORS = (
    "Cloudmark Distribution", "Pacific Hardware Supply", "Northstar Telecom", "Ledger & Co. CPAs", "Bay Area Couriers",
    "Summit Property Management", "Evergreen Energy", "Ridgeline Insurance Brokers", "Copperfield Networks",
    "Sentry Security Software", "Datavault Backup", "City Fleet Leasing", "Brightway Cleaning", "Office Harbor",
    "Trailhead Recruiting",
)  # fmt: skip
PROJECTS = (
    "Server migration", "Office move", "Wi-Fi survey and upgrade", "Microsoft 365 migration", "Firewall replacement",
    "Backup redesign", "New starter set-up", "Network cabling", "Security assessment", "Printer roll-out",
)  # fmt: skip
