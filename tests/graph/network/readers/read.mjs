// Reads a file in a format with the library whose users take it; prints {"nodes": {id: {…}}, "edges": [{…}]} as JSON.
import { readFileSync } from "node:fs";

const [format, file] = process.argv.slice(2);
const text = readFileSync(file, "utf-8");

async function graphology(name) {
  const { default: library } = await import("graphology");
  const { default: reader } = await import(`graphology-${name}`);
  const graph = reader.parse(library.MultiDirectedGraph, text);
  return {
    nodes: Object.fromEntries(graph.mapNodes((id, attributes) => [id, attributes])),
    edges: graph.mapEdges((key, attributes, source, target) => ({ key, source, target, attributes })),
  };
}

async function cytoscape() {
  const { default: library } = await import("cytoscape");
  const graph = library({ headless: true, ...JSON.parse(text) });
  return {
    nodes: Object.fromEntries(graph.nodes().map((node) => [node.id(), { ...node.data(), ...node.position() }])),
    edges: graph.edges().map((edge) => ({
      key: edge.id(), source: edge.data("source"), target: edge.data("target"), attributes: edge.data(),
    })),
  };
}

async function mermaid() {
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("");
  globalThis.window = window;
  globalThis.document = window.document;
  const { default: library } = await import("mermaid");
  await library.parse(text); // makes it know its kinds of diagrams
  const diagram = await library.mermaidAPI.getDiagramFromText(text);
  return {
    nodes: Object.fromEntries(
      [...diagram.db.getVertices().values()].map(({ id, text, classes }) => [id, { text, classes }]),
    ),
    edges: diagram.db.getEdges().map(({ start, end, text, stroke }) => ({
      source: start, target: end, attributes: { text, stroke },
    })),
  };
}

const readers = { cytoscape, mermaid, gexf: () => graphology("gexf"), graphml: () => graphology("graphml") };
process.stdout.write(JSON.stringify(await readers[format]()));
