using HomeLab.Simulators.Proxmox.Seeds;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Access;

/// <summary>What a caller may do where.</summary>
static class Permissions
{
    public static bool Allow(IReadOnlyList<UserSeed> users, Cluster cluster, Caller caller, string path, string[] anyOf) =>
        caller.IsRoot || anyOf.Any(Of(users, cluster, caller, path).Contains);

    /// <summary>A token that is privilege-separated may do what both its user and its own list allow.</summary>
    public static IReadOnlySet<string> Of(IReadOnlyList<UserSeed> users, Cluster cluster, Caller caller, string path)
    {
        if (users.FirstOrDefault(user => user.UserId == caller.UserId) is not { } user)
            return new HashSet<string>();
        var own = caller.UserId == "root@pam" ? Roles.PrivilegesOf("Administrator") : At(user.Acl, cluster, path);
        if (caller.TokenId is null || user.Tokens.FirstOrDefault(token => token.TokenId == caller.TokenId) is not { IsPrivilegeSeparated: true } token)
            return own;
        return At(token.Acl, cluster, path).Intersect(own).ToHashSet();
    }

    static HashSet<string> At(IReadOnlyList<AclSeed> acl, Cluster cluster, string path)
    {
        var here = Inherited(acl, path);
        return path.StartsWith("/vms/", StringComparison.Ordinal) && int.TryParse(path.AsSpan(5), out var vmid) && cluster.PoolOf(vmid) is { } pool
            ? here.Union(Inherited(acl, $"/pool/{pool}")).ToHashSet()
            : here;
    }

    /// <summary>The entries of the nearest level that has any decide alone.</summary>
    static HashSet<string> Inherited(IReadOnlyList<AclSeed> acl, string path)
    {
        for (var level = path; ; level = level.LastIndexOf('/') > 0 ? level[..level.LastIndexOf('/')] : "/")
        {
            var entries = acl.Where(entry => entry.Path == level && (entry.Propagates || level == path)).ToList();
            if (entries.Any(entry => entry.Role == "NoAccess"))
                return [];
            if (entries.Count > 0)
                return entries.SelectMany(entry => Roles.PrivilegesOf(entry.Role)).ToHashSet();
            if (level == "/")
                return [];
        }
    }
}
