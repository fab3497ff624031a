"""What a managed service provider sells."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Product:
    """One item of the price list; `cost` None: nothing is bought to sell it. Hardware and licences are taxable."""

    name: str
    type: Literal["Service", "NonInventory", "Inventory"]
    category: str
    price: Decimal
    description: str
    cost: Decimal | None = None

    @property
    def taxable(self) -> bool:
        return self.type != "Service"


def _service(name: str, price: str, description: str, category: str = "Managed Services") -> Product:
    return Product(name, "Service", category, Decimal(price), description)


def _licence(name: str, price: str, cost: str, description: str) -> Product:
    return Product(name, "NonInventory", "Licences", Decimal(price), description, Decimal(cost))


def _stock(name: str, price: str, cost: str, description: str) -> Product:
    return Product(name, "Inventory", "Hardware", Decimal(price), description, Decimal(cost))


WORKSTATION = _service("Managed Workstation", "58", "Monitoring, patching and help desk, per workstation and month")
SERVER = _service("Managed Server", "185", "Monitoring, patching and maintenance, per server and month")
NETWORK = _service("Managed Network", "95.50", "Firewall and Wi-Fi management, per site and month")
BACKUP = _service("Server Backup", "119.95", "Image backup with off-site copy, per server and month")
TRAINING = _service("Security Awareness Training", "3.75", "Lessons and phishing tests, per user and month")
SUPPORT = _service("Remote Support", "135", "Help desk outside the contract, per hour", "Labor")
ON_SITE = _service("On-site Support", "165", "Technician on site, per hour", "Labor")
LABOR = _service("Project Labor", "172.50", "Planned project work, per hour", "Labor")
OFFICE = _licence("Microsoft 365 Business Premium", "26.40", "19.80", "Per user and month")
MAIL = _licence("Email Protection", "4.25", "2.10", "Per mailbox and month")
ENDPOINT = _licence("Endpoint Protection", "6.95", "3.60", "Per device and month")
FIREWALL = _licence("Firewall Subscription", "489", "352", "Per firewall and year")
LAPTOP = _stock("Laptop 14-inch", "1349", "1087.50", "Business laptop, 16 GB, 512 GB")
DESKTOP = _stock("Desktop Mini", "899", "702", "Small desktop computer, 16 GB, 512 GB")
MONITOR = _stock("Monitor 27-inch", "279", "211.40", "27-inch monitor with USB-C")
DOCK = _stock("Docking Station", "189.99", "138", "USB-C docking station")
SWITCH = _stock("Switch 24-port", "429", "318", "24-port PoE switch")
ACCESS_POINT = _stock("Wi-Fi Access Point", "219", "156.80", "Ceiling access point")
UPS = _stock("UPS 1500 VA", "349", "262", "Rack UPS with network card")

PRODUCTS = (
    WORKSTATION, SERVER, NETWORK, BACKUP, TRAINING, SUPPORT, ON_SITE, LABOR, OFFICE, MAIL, ENDPOINT, FIREWALL,
    LAPTOP, DESKTOP, MONITOR, DOCK, SWITCH, ACCESS_POINT, UPS,
)  # fmt: skip
HARDWARE = tuple(product for product in PRODUCTS if product.type == "Inventory")
STARTER_KIT = ("New Starter Kit", ((LAPTOP, 1), (DOCK, 1), (MONITOR, 2)))
"""A bundle, and how many of each are in it."""
