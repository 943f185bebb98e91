namespace HomeLab.Inventory.Sources;

/// <summary>
/// Where sources answer: at their URL, or, where its host is the name of something in the fleet (<c>http://simulators/proxmox/demo</c>), where
/// whoever started the fleet put that: <c>services:{name}:{scheme}:0</c>, as Aspire's service discovery does.
/// </summary>
sealed class SourceAddresses(IConfiguration configuration)
{
    public Uri Of(string url)
    {
        var named = new Uri(url);
        return configuration[$"services:{named.Host}:{named.Scheme}:0"] is { Length: > 0 } known ? new Uri(new Uri(known), named.PathAndQuery) : named;
    }
}
