"""``python -m graph.property_graph HOME FOLDER``: write the schema page and its picture of the dataset in HOME."""

import sys
from pathlib import Path

from graph.catalogue import Catalogue
from graph.home import Home
from graph.iris import Iris
from graph.property_graph.page import page
from graph.property_graph.picture import svg
from graph.property_graph.projection import property_graph
from graph.property_graph.schema import schema
from graph.store.disk import DiskStore

home, folder = (Path(argument) for argument in sys.argv[1:])
dataset = Home(home).current()
store = DiskStore(dataset.store, dataset.manifest.version)
graph = property_graph(Catalogue.load(store, Iris(dataset.manifest.base)))
(folder / "property-graph.md").write_text(page(graph, store), "utf-8")
(folder / "property-graph.svg").write_bytes(svg(schema(graph)))
