"""One running emulator: the world and everything around it."""

from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.traffic.faults import Injector
from qbo_emulator.traffic.latency import Latency
from qbo_emulator.traffic.requests import RequestLog
from qbo_emulator.traffic.throttle import Throttle
from qbo_emulator.world import World


class Emulator:
    """Its parts live as long as the process; `reset` empties them."""

    def __init__(self, world: World, *, realistic_latency: bool = False) -> None:
        self.world = world
        self.authorization = AuthorizationServer(world)
        self.throttle = Throttle(world.clock.now)
        self.latency = Latency(enabled=realistic_latency)
        self._realistic_latency = realistic_latency
        self.faults = Injector()
        self.requests = RequestLog()

    def reset(self) -> None:
        """As just started, without any company. The numbers of the request log go on."""
        self.world.reset()
        self.authorization.forget()
        self.throttle.clear()
        self.throttle.enabled = True
        self.latency.enabled = self._realistic_latency
        self.faults.clear()
        self.requests.clear()
