// Shows GraphiQL on this server's own API. ?query= opens with that query.
const example = `# Stories and their timelines. Ctrl-Space completes, Ctrl-Enter runs.
{
  stories(first: 5) {
    nodes {
      title
      status
      firstDate
      lastDate
      timeline(first: 20) {
        nodes {
          date { edtf basis }
          type
          status
          summary
          place { name country }
          actors { name }
          mentions(first: 1) { quote { exact } article { title publisher url } }
        }
      }
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: example,
    query: new URLSearchParams(location.search).get("query") ?? undefined,
  }),
);
