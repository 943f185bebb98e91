using System.Text.Json.Nodes;
using HomeLab.Inventory.Kubernetes;

namespace HomeLab.Inventory.Tests.Kubernetes;

public class ObjectProjectionTests
{
    static readonly ResourceType Deployments = new("apps", "v1", "deployments", "Deployment");
    static readonly ResourceType Secrets = new("", "v1", "secrets", "Secret");

    static string Of(ResourceType type, string json) => ObjectProjection.Of(type, JsonNode.Parse(json)!.AsObject()).ToJsonString();

    [Fact]
    public void An_item_of_a_list_learns_what_it_is() =>
        Assert.Equal("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}""", Of(Deployments, """{"metadata":{"name":"a"}}"""));

    [Theory]
    [InlineData("""{"metadata":{"name":"a"},"data":{"password":"canary"}}""")]
    [InlineData("""{"metadata":{"name":"a"},"stringData":{"password":"canary"}}""")]
    [InlineData("""{"metadata":{"name":"a","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":\"canary\"}"}}}""")]
    public void Nothing_of_a_secret_is_kept(string json) => Assert.DoesNotContain("canary", Of(Secrets, json), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"env":[{"name":"DB_PASSWORD","value":"canary"}]}]}}}}""")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"args":["--db-password=canary"]}]}}}}""")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"args":["run","--token","canary","--log"]}]}}}}""")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"command":["sh","-c","TOKEN=canary exec app"]}]}}}}""")]
    [InlineData("""{"spec":{"smtp":{"password":"canary"}}}""")]
    [InlineData("""{"spec":{"clientSecret":"canary","apiKey":"canary","authToken":"canary"}}""")]
    public void No_text_that_may_be_a_secret_is_kept(string json) => Assert.DoesNotContain("canary", Of(Deployments, json), StringComparison.Ordinal);

    [Fact]
    public void What_only_names_a_secret_is_kept()
    {
        var kept = Of(Deployments, """{"spec":{"secretName":"tls","existingSecret":"db","env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}],"automountServiceAccountToken":false}}""");

        Assert.Contains("\"tls\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"existingSecret\":\"db\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"secretKeyRef\":{\"name\":\"db\",\"key\":\"password\"}", kept, StringComparison.Ordinal);
        Assert.Contains("automountServiceAccountToken", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heartbeat_is_no_change() => Assert.Equal(
        Of(Deployments, """{"metadata":{"resourceVersion":"1","managedFields":[]},"status":{"conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":"1"}]}}"""),
        Of(Deployments, """{"metadata":{"resourceVersion":"2","managedFields":[{}]},"status":{"conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":"2"}]}}"""));

    [Fact]
    public void What_is_huge_is_kept_without_its_spec()
    {
        var kept = Of(Deployments, """{"metadata":{"name":"a"},"spec":{"x":"LONG"},"status":{"replicas":1}}""".Replace("LONG", new string('x', 70_000), StringComparison.Ordinal));

        Assert.Equal("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"status":{"replicas":1},"omitted":"spec"}""", kept);
    }
}
