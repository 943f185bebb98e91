using System.Text.Json.Nodes;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Kubernetes;

namespace HomeLab.Inventory.Tests.Changes;

public class FieldManagersTests
{
    const string Argo = """{"manager":"argocd","operation":"Apply","time":"2026-11-21T08:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{},"f:containers":{"k:{\"name\":\"app\"}":{".":{},"f:image":{},"f:args":{}}}}}}""";
    const string Scaler = """{"manager":"scaler","operation":"Update","time":"2026-11-21T09:00:00Z","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}}""";
    const string Controller = """{"manager":"controller","operation":"Update","time":"2026-11-21T10:00:00Z","subresource":"status","fieldsV1":{"f:status":{"f:readyReplicas":{}}}}""";

    static Actor ActorOf(string action, string[] managers, params (string[] Segments, string? Became)[] fields) =>
        FieldManagers.Of(JsonNode.Parse($$"""{"managedFields":[{{string.Join(',', managers)}}]}""")).ActorOf(new ObservedChange(
            "a", "kubernetes.Deployment.apps", action, null, null,
            [.. fields.Select(it => new ChangedField(string.Join('.', it.Segments), "was", it.Became) { Segments = it.Segments })], 0));

    [Fact]
    public void The_newest_that_has_the_field_wrote_it() =>
        Assert.Equal(("other", "scaler"), Told(ActorOf("changed", [Argo, Scaler, Controller], (["spec", "replicas"], "3"))));

    [Fact]
    public void An_element_is_found_by_its_key_and_a_list_that_is_written_as_one_covers_its_own() =>
        Assert.Equal(("other", "argocd"), Told(ActorOf("changed", [Argo], (["spec", "containers", "[app]", "args"], "x"))));

    [Fact]
    public void Who_wishes_something_counts_before_who_says_what_came_of_it() => Assert.Equal(
        ("other", "argocd"),
        Told(ActorOf("changed", [Argo, Controller], (["spec", "containers", "[app]", "image"], "b"), (["status", "readyReplicas"], "1"), (["state"], "1/1"))));

    [Fact]
    public void What_only_a_status_says_is_its_controllers() =>
        Assert.Equal(("other", "controller"), Told(ActorOf("changed", [Argo, Controller], (["status", "readyReplicas"], "1"))));

    [Theory]
    [InlineData("spec/containers/[other]/image", "b")]
    [InlineData("spec/paused", "true")]
    [InlineData("spec/replicas", null)]
    [InlineData("spec", "b")]
    public void Nobody_wrote_what_no_entry_has_and_what_is_gone(string path, string? became) =>
        Assert.Equal(("unknown", ""), Told(ActorOf("changed", [Argo, Scaler], (path.Split('/'), became))));

    [Fact]
    public void Who_alone_has_written_an_object_has_made_it()
    {
        Assert.Equal(("other", "argocd"), Told(ActorOf("appeared", [Argo, Controller])));
        Assert.Equal(("unknown", ""), Told(ActorOf("appeared", [Argo, Argo.Replace("argocd", "kubectl", StringComparison.Ordinal)])));
        Assert.Equal(("unknown", ""), Told(ActorOf("appeared", [])));
    }

    [Fact]
    public void Nobody_is_told_who_deleted_something() => Assert.Equal(("unknown", ""), Told(ActorOf("gone", [Argo])));

    [Fact]
    public void What_is_no_managed_fields_is_nobodys() =>
        Assert.Equal(("unknown", ""), Told(ActorOf("changed", ["""{"manager":7,"time":"never","fieldsV1":{"f:spec":{"k:no json":{}}}}"""], (["spec", "[a]", "b"], "c"))));

    static (string, string) Told(Actor actor) => (actor.Kind, actor.Name);
}
