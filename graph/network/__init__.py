"""The graph as graph tools see it: build a network, select a part, lay it out, write it in their formats."""

from graph.network.building import network as network
from graph.network.model import Link as Link
from graph.network.model import Network as Network
from graph.network.model import Node as Node
from graph.network.model import link_values as link_values
from graph.network.model import node_values as node_values
from graph.network.python_graph import to_networkx as to_networkx
from graph.network.selecting import DEFAULT_KINDS as DEFAULT_KINDS
from graph.network.selecting import Asked as Asked
from graph.network.selecting import select as select
