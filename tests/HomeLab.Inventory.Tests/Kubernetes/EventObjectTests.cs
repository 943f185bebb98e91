using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Kubernetes.Events;

namespace HomeLab.Inventory.Tests.Kubernetes;

/// <summary>What an API server asks of an Event of events.k8s.io/v1: https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/events.go.</summary>
public partial class EventObjectTests
{
    [Theory]
    [InlineData("photos", "Somebody else made it.")]
    [InlineData("a-name-as-long-as-names-of-objects-may-be-a-name-as-long-as-names-of-objects-may-be-a-name-as-long-as-names-of-objects-may-be-a-name-as-long-as-names-of-objects-may-be-a-name-as-long-as-names-of-objects-may-be-a-name-as-long-as-names", "🏠")]
    public void It_is_one_that_a_server_takes(string name, string reason)
    {
        var due = Due(name, string.Concat(Enumerable.Repeat(reason, 500)));

        var made = EventObject.Of(due, 7, DateTimeOffset.UnixEpoch.AddTicks(12));

        Assert.Matches(Subdomain(), (string?)made["metadata"]!["name"]);
        Assert.InRange(((string)made["metadata"]!["name"]!).Length, 1, 253);
        Assert.InRange(Encoding.UTF8.GetByteCount((string)made["note"]!), 1, 1024);
        Assert.All(new[] { "reportingController", "reportingInstance", "action", "reason" }, it => Assert.InRange(((string?)made[it])!.Length, 1, 128));
        Assert.Equal((string?)made["metadata"]!["namespace"], (string?)made["regarding"]!["namespace"]);
        Assert.Contains((string?)made["type"], new[] { "Normal", "Warning" });
        Assert.Equal("1970-01-01T00:00:00.000001Z", (string?)made["eventTime"]);
    }

    [Fact]
    public void The_same_telling_has_the_same_name_and_another_one_another()
    {
        var due = Due("photos", "no");

        Assert.Equal(NameOf(due, 1), NameOf(due, 1));
        Assert.Equal(4, new[] { NameOf(due, 1), NameOf(due, 2), NameOf(due with { Uid = "u2" }, 1), NameOf(due with { Told = "yes" }, 1) }.Distinct().Count());
    }

    static string NameOf(DueEvent due, long number) => (string)EventObject.Of(due, number, DateTimeOffset.UnixEpoch)["metadata"]!["name"]!;

    static DueEvent Due(string name, string reason) => new(
        $"kubernetes/talos/networking.k8s.io/Ingress/apps/{name}#/photos.example.org", "example.org", "u1", "photos.example.org", $"apps/{name}", "networking.k8s.io/v1",
        "Ingress", "Refused", "ForeignRecord", reason, "[]", "no");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();
}
