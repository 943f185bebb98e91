using HomeLab.Inventory.Repositories.Documentation;

namespace HomeLab.Inventory.Tests.Repositories.Documentation;

public class DocumentationReaderTests
{
    const string Routes = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: web}
        spec: {hostnames: [photos.lab.internal, wiki.lab.internal, ha.lab.internal]}
        """;

    [Fact]
    public void A_picture_states_an_order_along_its_lines_and_down_its_arrows()
    {
        const string Picture = """
            ```
            istio → monitoring → logging
                        ↓
                     openbao → external-secrets
                        ↓
                 runtime-security
            ```
            """;

        Assert.Equal(["runtime-security after openbao"], Notes(DocumentationReader.Order, ("README.md", Picture), ("ks.yaml", Core)));
    }

    [Theory]
    [InlineData("fewer than three that are declared say nothing of an order", "logging → openbao → harbor → neuvector")]
    [InlineData("what is not declared may stand between", "istio → monitoring → harbor → openbao")]
    [InlineData("what depends on it through another comes after it", "istio → logging → monitoring-of-another\nistio → openbao → external-secrets")]
    [InlineData("a diagram shows who calls whom", "```mermaid\nistio -> logging -> openbao -> monitoring\n```")]
    public void No_order_is_found_wrong_where(string reason, string text) =>
        Assert.True(Notes(DocumentationReader.Order, ("README.md", text), ("ks.yaml", Core)).Count == 0, reason);

    [Fact]
    public void A_sentence_states_an_order_too() => Assert.Equal(
        ["openbao after logging"],
        Notes(DocumentationReader.Order, ("docs/run.md", "The chain is: `istio -> monitoring -> logging -> openbao`, in this order."), ("ks.yaml", Core)));

    [Fact]
    public void A_host_of_the_repositorys_own_domain_that_only_its_documentation_names_is_found() => Assert.Equal(
        ["haos.lab.internal"],
        Notes(
            DocumentationReader.Host, ("routes.yaml", Routes), ("scripts/check.sh", "curl https://nas.lab.internal\n"),
            ("docs/hosts.md", "- Domain: haos.lab.internal\n- https://wiki.lab.internal/x, nas.lab.internal, <name>.lab.internal, my-service.lab.internal, *.lab.internal, lab.internal\n- haos.lab.internal again, example.com, deep.er.lab.internal")));

    [Fact]
    public void A_domain_that_is_nobodys_stands_for_one_that_the_reader_fills_in() => Assert.Empty(Notes(
        DocumentationReader.Host, ("routes.yaml", Routes.Replace("lab.internal", "apps.example.com", StringComparison.Ordinal)), ("docs/hosts.md", "Domain: my-app.apps.example.com")));

    [Fact]
    public void A_domain_of_few_hosts_is_not_the_repositorys_own() => Assert.Empty(Notes(
        DocumentationReader.Host, ("routes.yaml", Routes.Replace(", ha.lab.internal", "", StringComparison.Ordinal)), ("docs/hosts.md", "Domain: haos.lab.internal")));

    [Fact]
    public void A_link_to_a_file_that_is_not_there_is_found() => Assert.Equal(
        ["../gone.md", "here/gone.yaml#x"],
        Notes(
            DocumentationReader.Link, ("README.md", "[up](../../out.md)"), ("docs/there.md", ""), ("docs/here/x.yaml", ""),
            ("docs/a.md", "[1](there.md#part) [2](here/) [3](here/x.yaml) [4](https://example.com/x) [5](#here) [6](../gone.md) [7](here/gone.yaml#x \"title\") `[8](code.md)`\n```\n[9](block.md)\n```\n")));

    static string Core => string.Join("---\n", new[] { ("istio", ""), ("monitoring", "istio"), ("logging", "monitoring"), ("openbao", "monitoring"), ("external-secrets", "openbao"), ("runtime-security", "monitoring") }.Select(it =>
        $"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: sre-{it.Item1}\n  namespace: flux-system\nspec:\n  path: ./platform/core/{it.Item1}\n"
        + (it.Item2.Length > 0 ? $"  dependsOn:\n  - name: sre-{it.Item2}\n" : "")));

    static List<string> Notes(string code, params (string Path, string Text)[] files) => [.. TestTree.Read(files).Problems.Where(it => it.Code == code).Select(it => it.Path)];
}
