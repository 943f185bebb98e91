namespace HomeLab.Inventory.Tests.Repositories.Templates;

public sealed class HelmfileReaderTests
{
    [Fact]
    public void Tells_the_order_and_leaves_templates_open()
    {
        var reading = TestTree.Read(
            ("bootstrap/helmfile.d/00-network.yaml", """
                releases:
                  - {name: cilium, namespace: kube-system, chart: oci://registry.example.org/cilium, version: 1.2.3}
                  - name: coredns
                    namespace: kube-system
                    chart: coredns
                    needs: [kube-system/cilium]
                    values: ["./values.yaml.gotmpl", {ingress: {hosts: [dns.example.org]}}]
                """),
            ("bootstrap/helmfile.d/01-broken.yaml", "{{ if .Values.x }}\nreleases: [{{ .y }}]\n{{ end }}"),
            ("bootstrap/resources.yaml.j2", "x: {{ y }}"), ("other.md.j2", "x"));

        Assert.Equal(["cilium", "coredns"], reading.Objects.OrderBy(it => it.Address).Select(it => it.Name));
        Assert.Equal(
            ("repository/home/helmfile/bootstrap/helmfile.d/00-network.yaml:kube-system/coredns", "repository/home/helmfile/bootstrap/helmfile.d/00-network.yaml:kube-system/cilium"),
            Assert.Single(reading.Dependencies) is var need ? (need.From, need.To) : default);
        Assert.Contains("\"order\":1", reading.Objects[1].SpecJson, StringComparison.Ordinal);
        Assert.Equal("dns.example.org", Assert.Single(reading.Hosts).Host);
        Assert.Equal(
            ["HelmChart coredns", "HelmChart oci://registry.example.org/cilium", "Template ./values.yaml.gotmpl", "Template bootstrap/helmfile.d/01-broken.yaml", "Template bootstrap/resources.yaml.j2"],
            reading.Unresolved.Select(it => $"{it.Code} {it.Subject}").Order(StringComparer.Ordinal));
        Assert.Empty(reading.Problems);
    }
}
