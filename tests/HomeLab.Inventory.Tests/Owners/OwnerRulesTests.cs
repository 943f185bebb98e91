using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Systems;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Owner = HomeLab.Inventory.Owners.Owner;

namespace HomeLab.Inventory.Tests.Owners;

public class OwnerRulesTests
{
    static ResourceState Guest(string tags) => new("proxmox/pve/qemu/100", "u", "proxmox.qemu", "web", "proxmox/pve", "running", "", "{}", "[]", $$"""{"tags":"{{tags}}"}""");

    static ResourceState Container(string labels) => new("docker/host/a/b", "u", "docker.container", "b", "docker/host", "running", "", labels, "[]", "{}");

    static ResourceState Kubernetes(string kind, string metadata, string name = "web") =>
        new($"kubernetes/talos/{kind}/{name}", "u", $"kubernetes.{kind}", name, $"kubernetes/talos/{kind}", "", "", "{}", "[]", $$"""{"metadata":{{metadata}}}""");

    static Owner Of(ResourceState state, LabSpec? lab = null, params ResourceState[] around) => new OwnerRules(lab, LabGraph.Empty, around).Of(state);

    static LabSpec Lab(params (string Name, string Matches)[] owners) =>
        new() { Owners = [.. owners.Select(it => new OwnerSpec { Name = it.Name, Contact = $"{it.Name}@example.org", Matches = it.Matches })] };

    [Fact]
    public void What_a_thing_says_itself_counts_first()
    {
        var lab = Lab(("bob", "name : e"));

        Assert.Equal(new Owner("ada", "", "its tag owner-ada"), Of(Guest("prod;owner-ada;web"), lab));
        Assert.Equal(new Owner("ada", "", "its label homelab.owner"), Of(Container("""{"homelab.owner":"ada"}"""), lab));
        Assert.Equal(new Owner("ada", "", "its annotation homelab/owner"), Of(Kubernetes("Pod", """{"annotations":{"homelab/owner":"ada"}}"""), lab));
        Assert.Equal(new Owner("bob", "bob@example.org", "its label homelab/owner"), Of(Kubernetes("Pod", """{"labels":{"homelab/owner":"bob"}}"""), lab));
    }

    [Theory]
    [InlineData("""{"labels":{"app.kubernetes.io/managed-by":"Helm","owner":"helm"}}""")]
    [InlineData("""{"ownerReferences":[{"name":"ada"}]}""")]
    public void What_is_no_owner_is_not_taken_for_one(string metadata) => Assert.Equal(Owner.Nobody, Of(Kubernetes("Secret", metadata)));

    [Fact]
    public void The_first_rule_of_the_lab_that_matches_counts() => Assert.Equal(
        new Owner("bob", "bob@example.org", "lab.yaml: facts.tags : prod"),
        Of(Guest("prod"), Lab(("ada", "kind = docker.container"), ("bob", "facts.tags : prod"), ("carol", "name : web"))));

    [Fact]
    public void What_is_in_a_namespace_is_its_owners_where_nobody_else_is_told()
    {
        var space = Kubernetes("Namespace", """{"labels":{"homelab/owner":"ada"}}""", "apps");
        var pod = Kubernetes("Pod", """{"namespace":"apps"}""", "apps/web");

        Assert.Equal(new Owner("ada", "", "its namespace's label homelab/owner"), Of(pod, null, space));
        Assert.Equal("bob", Of(pod, Lab(("bob", "kind = kubernetes.Pod")), space).Name);
    }

    [Theory]
    [InlineData("* @all", "apps/web/compose.yaml", "@all")]
    [InlineData("* @all\n/apps/ @apps", "apps/web/compose.yaml", "@apps")]
    [InlineData("apps/ @apps", "k8s/apps/web.yaml", "@apps")]
    [InlineData("/apps/ @apps", "k8s/apps/web.yaml", "")]
    [InlineData("*.yaml @yaml ada@example.org", "apps/web.yaml", "@yaml, ada@example.org")]
    [InlineData("apps/* @apps", "apps/web/compose.yaml", "")]
    [InlineData("apps/* @apps", "apps/web.yaml", "@apps")]
    [InlineData("apps/** @apps", "apps/web/compose.yaml", "@apps")]
    [InlineData("* @all\n/apps/web", "apps/web/compose.yaml", "")]
    [InlineData("# nobody @all\n[Section] @x\n", "apps/web.yaml", "")]
    public void The_last_line_of_CODEOWNERS_that_matches_counts(string text, string file, string owners)
    {
        var tree = new HomeLab.Inventory.Repositories.Tree.RepositoryTree([new HomeLab.Inventory.Repositories.Tree.RepositoryFile(".github/CODEOWNERS", text, null)]);

        Assert.Equal(owners, string.Join(", ", CodeOwners.Of(CodeOwners.Read(tree), file)));
    }
}
