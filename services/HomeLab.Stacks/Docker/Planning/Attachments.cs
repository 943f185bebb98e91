namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Compares the networks that a container is in with those that it is wished in.</summary>
static class Attachments
{
    /// <summary>Keys, the container's own network first.</summary>
    public static IReadOnlyList<string> InOrder(ComposeService service) =>
        [.. service.Networking.Networks.OrderByDescending(it => it.Value.Priority).ThenBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Key)];

    /// <summary>The names by which others on the network find it, besides the container's own.</summary>
    public static IReadOnlyList<string> AliasesOf(ComposeService service, NetworkAttachment attachment) =>
        [.. attachment.Aliases.Append(service.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <param name="currentId">The id of a network by its name, or null.</param>
    public static IReadOnlyList<AttachmentChange> Changes(
        ComposeProject project, ComposeService service, ObservedContainer container, string slotName, Func<string, string?> currentId)
    {
        if (service.Networking.Mode is not null)
            return [];
        var changes = new List<AttachmentChange>();
        var wished = InOrder(service).ToDictionary(key => project.Networks[key].Name, key => key, StringComparer.Ordinal);
        foreach (var (name, key) in wished)
        {
            var actual = container.Networks.FirstOrDefault(it => it.Network == name);
            if (actual is null)
                changes.Add(new AttachmentChange(name, key, false, $"it is not in the network {name}"));
            else if (Difference(service, service.Networking.Networks[key], actual, container, slotName, currentId(name)) is { } difference)
                changes.Add(new AttachmentChange(name, key, true, difference));
        }
        changes.AddRange(container.Networks.Where(it => !wished.ContainsKey(it.Network))
            .Select(it => new AttachmentChange(it.Network, null, true, $"it is in the network {it.Network}, which its service does not name")));
        return changes;
    }

    static string? Difference(
        ComposeService service, NetworkAttachment wished, ObservedAttachment actual, ObservedContainer container, string slotName, string? networkId)
    {
        if (networkId is not null && actual.NetworkId.Length > 0 && actual.NetworkId != networkId)
            return $"the network {actual.Network} was made anew since it joined";
        string[] own = [container.Id[..Math.Min(12, container.Id.Length)], container.Name, slotName];
        var (aliases, wishedAliases) = (actual.Aliases.Except(own).Order(StringComparer.Ordinal), AliasesOf(service, wished).Except(own));
        if (!aliases.Distinct(StringComparer.Ordinal).SequenceEqual(wishedAliases))
            return $"its aliases in {actual.Network}: {Or(string.Join(' ', aliases))} -> {Or(string.Join(' ', wishedAliases))}";
        if (actual.Ipv4Address != (wished.Ipv4Address ?? ""))
            return $"its address in {actual.Network}: {Or(actual.Ipv4Address)} -> {Or(wished.Ipv4Address)}";
        return actual.Ipv6Address != (wished.Ipv6Address ?? "")
            ? $"its address in {actual.Network}: {Or(actual.Ipv6Address)} -> {Or(wished.Ipv6Address)}"
            : null;
    }

    static string Or(string? text) => string.IsNullOrEmpty(text) ? "none" : text;
}
