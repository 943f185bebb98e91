using System.Globalization;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells what of a service is mounted, as against what is delivered into its containers.</summary>
static class ContainerMounts
{
    public static IReadOnlyList<ContainerMount> Of(ComposeProject project, ComposeService service, string? hostDirectory)
    {
        var mounts = new List<ContainerMount>();
        foreach (var mount in service.Storage.Volumes)
        {
            if (mount.IsOfRepository && hostDirectory is null)
                continue;
            mounts.Add(new ContainerMount(mount.Kind, SourceOf(project, mount, hostDirectory), mount.Target, mount.IsReadOnly, OptionsOf(mount)));
        }
        foreach (var (source, target) in service.Storage.Configs.Select(it => (project.Configs[it.Source], it.Target))
            .Concat(service.Storage.Secrets.Select(it => (project.Secrets[it.Source], it.Target))))
        {
            if (source.File is { } path && (hostDirectory is not null || path.StartsWith('/')))
                mounts.Add(new ContainerMount(MountKind.Bind, OnHost(path, hostDirectory), target, true));
        }
        return mounts;
    }

    public static string TmpfsOptions(long size, uint mode) =>
        string.Create(CultureInfo.InvariantCulture, $"{(size > 0 ? $"size={size} " : "")}{(mode > 0 ? $"mode={mode}" : "")}").Trim();

    static string SourceOf(ComposeProject project, ComposeMount mount, string? hostDirectory) => mount switch
    {
        { Kind: MountKind.Bind } => OnHost(mount.Source, hostDirectory),
        { Kind: MountKind.Volume, Source.Length: > 0 } => project.Volumes[mount.Source].Name,
        _ => "",
    };

    static string OnHost(string path, string? hostDirectory)
    {
        if (path.StartsWith('/'))
            return path.Length > 1 ? path.TrimEnd('/') : path;
        var within = path is "." ? "" : path[2..].TrimEnd('/');
        return within.Length == 0 ? hostDirectory!.TrimEnd('/') : $"{hostDirectory!.TrimEnd('/')}/{within}";
    }

    static string OptionsOf(ComposeMount mount) => mount.Kind switch
    {
        MountKind.Tmpfs => TmpfsOptions(mount.TmpfsSize ?? 0, mount.TmpfsMode ?? 0),
        MountKind.Bind when mount.Propagation is { } propagation and not "rprivate" => propagation,
        _ => "",
    };
}
