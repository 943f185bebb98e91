using System.Text.RegularExpressions;
using HomeLab.Simulators.Proxmox.Seeds;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox;

sealed partial class ProxmoxOptionsValidator : IValidateOptions<ProxmoxOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxmoxOptions options)
    {
        var twice = options.Clusters.GroupBy(cluster => cluster.Name).Where(group => group.Count() > 1)
            .Select(group => $"{ProxmoxOptions.Section}:Clusters names {group.Key} more than once.");
        var ports = options.Clusters.SelectMany(cluster => cluster.Nodes).Where(node => node.Port > 0).GroupBy(node => node.Port)
            .Where(group => group.Count() > 1).Select(group => $"{ProxmoxOptions.Section}:Clusters uses port {group.Key} more than once.");
        List<string> mistakes = [.. options.Clusters.SelectMany(Mistakes), .. twice, .. ports];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>Each mistake of a cluster's seed as a sentence.</summary>
    public static IEnumerable<string> Mistakes(ClusterSeed cluster)
    {
        var where = $"{ProxmoxOptions.Section}:Clusters:{cluster.Name}";
        var nodes = cluster.AllNodes.Select(node => node.Name).ToHashSet();
        if (!Name().IsMatch(cluster.Name))
            yield return $"{ProxmoxOptions.Section}:Clusters has '{cluster.Name}', which is no host label.";
        if (nodes.Count == 0)
            yield return $"{where} has no node.";
        if (cluster.IsStandalone && nodes.Count > 1)
            yield return $"{where} is standalone and has more than one node.";
        foreach (var node in nodes.Where(node => !Name().IsMatch(node)))
            yield return $"{where}:Nodes has '{node}', which is no host label.";
        foreach (var guest in cluster.AllGuests.Where(guest => !nodes.Contains(guest.Node)))
            yield return $"{where}:Guests:{guest.Vmid} is on node '{guest.Node}', which is none of the cluster's.";
        foreach (var guest in cluster.AllGuests.Where(guest => guest.Vmid is < 100 or > 999_999_999))
            yield return $"{where}:Guests has vmid {guest.Vmid}; it must be 100 to 999999999.";
        foreach (var twice in cluster.AllGuests.GroupBy(guest => guest.Vmid).Where(group => group.Count() > 1))
            yield return $"{where}:Guests has vmid {twice.Key} more than once.";
        foreach (var user in cluster.Users.Where(user => !UserId().IsMatch(user.UserId)))
            yield return $"{where}:Users has '{user.UserId}'; a user is called name@realm.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[^\s:/@!]+@[A-Za-z][A-Za-z0-9._-]+\z")]
    private static partial Regex UserId();
}
