using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Names of a route: those that it has in common with listeners of the Gateways that accepted it.</summary>
/// <remarks>https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec, where hostnames and parentRefs are.</remarks>
static class RouteWishes
{
    public static WishReading Of(PublishedObject route)
    {
        var hosts = route.Annotations.Names("gateway-hostname-source", route.Spec.At("hostnames").Items().Select(it => it.ToString()))
            .Select(it => it.Trim().TrimEnd('.').ToLowerInvariant()).DefaultIfEmpty("").Distinct();
        var parents = route.Spec.At("parentRefs").Items().Where(it => it.Text("kind") is "" or "Gateway" && it.Text("group") is "" or "gateway.networking.k8s.io")
            .Select(it => ParentOf(route, it)).ToList();
        return route.Reading(hosts.SelectMany(host => parents.SelectMany(parent => Answers(route, host, parent)))
            .GroupBy(it => it.Host, StringComparer.Ordinal).Select(it => Wish(route, it.Key, [.. it]))) with
        {
            IsUnreadable = parents.Exists(it => it.Gateway is { IsUnreadable: true }),
        };
    }

    /// <summary>Of several Gateways those that are known to serve the name count; where none does, one that may counts more than one that does not.</summary>
    static Wish Wish(PublishedObject route, string host, IReadOnlyList<Answer> answers)
    {
        var good = answers.Where(it => it.Refusal is null).ToList();
        var wish = route.Wish(host) with { Via = [.. (good.Count > 0 ? good : answers).Select(it => it.Gateway).Distinct().Order(StringComparer.Ordinal)] };
        if (wish.Refusal is not null)
            return wish;
        if (good.Count > 0)
            return wish with { Targets = [.. good.SelectMany(it => it.Targets).Distinct()] };
        var worst = answers.OrderBy(it => !it.IsPending).ThenBy(it => it.Refusal!.Code, StringComparer.Ordinal).ThenBy(it => it.Gateway, StringComparer.Ordinal).First();
        return wish with { Refusal = worst.Refusal, IsPending = worst.IsPending };
    }

    static IEnumerable<Answer> Answers(PublishedObject route, string host, Parent parent)
    {
        if (parent.Gateway is not { } gateway || parent is { Refusal: not null, IsPending: false })
            return [new Answer(host, parent.Name, [], parent.Refusal, IsPending: false)];
        var common = gateway.Listeners
            .Where(it => parent.Section is "" || it.Name == parent.Section).Where(it => parent.Port is "" || it.Port == parent.Port)
            .Where(it => it.TakesKind(route.Kind) && it.TakesNamespace(route.Namespace, route.Rules.Gateways.LabelsOf(route.Namespace), gateway.Namespace))
            .Select(it => it.Common(host)).OfType<string>().Distinct().ToList();
        if (common.Count == 0)
            return [Answer.No(host, parent, "NoListener", $"no listener of {parent.Name} takes this route under {(host.Length > 0 ? host : "any name")}")];
        var targets = gateway.AnnotatedTargets is { Count: > 0 } annotated ? annotated : route.Rules.Target is { } target ? [target] : gateway.Addresses;
        return common.Select(name => name switch
        {
            "" => Answer.No(name, parent, "NoHost", "neither the route nor its listeners name a host"),
            _ when parent.Refusal is { } pending => new Answer(name, parent.Name, [], pending, IsPending: true),
            _ when targets.Count == 0 => Answer.No(name, parent, "NoAddress", $"{parent.Name} has no address") with { IsPending = true },
            _ => new Answer(name, parent.Name, targets, null, IsPending: false),
        });
    }

    static Parent ParentOf(PublishedObject route, JsonNode reference)
    {
        var name = $"{SpaceOf(route, reference)}/{reference.Text("name")}";
        var parent = new Parent(name, reference.Text("sectionName"), reference.Text("port"), route.Rules.Gateways.Find(name));
        if (route.Rules.Kubernetes is { Gateways: { Count: > 0 } published } && !published.Contains(name))
            return parent with { Refusal = new Refusal("GatewayNotPublished", $"it is at {name}; the lab publishes {string.Join(", ", published)} only", "") };
        if (parent.Gateway is null)
            return parent with { Refusal = new Refusal("NoGateway", $"there is no Gateway {name}", "") };
        var accepted = route.Status.At("parents").Items().Where(it => IsSame(route, it.At("parentRef"), reference))
            .SelectMany(it => it.At("conditions").Items()).Where(it => it.Text("type") == "Accepted").ToList();
        if (accepted.Exists(it => it.Text("status") == "True" && IsOfNow(route, it)))
            return parent;
        return accepted.Find(it => it.Text("status") == "False" && IsOfNow(route, it)) is { } no
            ? parent with { Refusal = new Refusal("NotAccepted", $"{name} does not accept it: {(no.Text("message") is { Length: > 0 } why ? why : no.Text("reason"))}", "") }
            : parent with { Refusal = new Refusal("NotYetAccepted", $"{name} has not said yet that it accepts it as it is", ""), IsPending = true };
    }

    static bool IsSame(PublishedObject route, JsonNode? one, JsonNode other) =>
        SpaceOf(route, one) == SpaceOf(route, other) && one.Text("name") == other.Text("name") && one.Text("sectionName") == other.Text("sectionName")
        && one.Text("port") == other.Text("port") && one.Text("kind") is "" or "Gateway";

    static string SpaceOf(PublishedObject route, JsonNode? reference) => reference.Text("namespace") is { Length: > 0 } space ? space : route.Namespace;

    /// <summary>A condition of an earlier generation says nothing of this one.</summary>
    static bool IsOfNow(PublishedObject route, JsonNode condition) =>
        !long.TryParse(condition.Text("observedGeneration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
        || !long.TryParse(route.Metadata.Text("generation"), NumberStyles.None, CultureInfo.InvariantCulture, out var now) || seen >= now;

    /// <param name="Name"><c>namespace/name</c>.</param>
    sealed record Parent(string Name, string Section, string Port, Gateway? Gateway)
    {
        public Refusal? Refusal { get; init; }

        public bool IsPending { get; init; }
    }

    /// <summary>What one Gateway says of one name.</summary>
    sealed record Answer(string Host, string Gateway, IReadOnlyList<string> Targets, Refusal? Refusal, bool IsPending)
    {
        public static Answer No(string host, Parent parent, string code, string message) =>
            new(host, parent.Name, [], new Refusal(code, message, host), IsPending: false);
    }
}
