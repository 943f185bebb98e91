using Docker.DotNet.Models;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Writes what a service asks of its host as an Engine wants it.</summary>
static class HostCreation
{
    public static HostConfig Of(StackStep step, StepContext context, ComposeService service)
    {
        var (isolation, resources, storage) = (service.Isolation, service.Resources, service.Storage);
        var host = new HostConfig
        {
            NetworkMode = ModeOf(service.Networking.Mode, context) ?? (step.Networks is [var first, ..] ? context.Project.Networks[first].Name : null),
            PortBindings = service.Networking.Ports.GroupBy(it => it.Key, StringComparer.Ordinal).ToDictionary(
                it => it.Key, it => (IList<PortBinding>)[.. it.Select(port => new PortBinding { HostIP = port.HostIp, HostPort = port.Published })]),
            DNS = ListOf(service.Networking.Dns),
            DNSSearch = ListOf(service.Networking.DnsSearch),
            DNSOptions = ListOf(service.Networking.DnsOptions),
            ExtraHosts = ListOf(service.Networking.ExtraHosts),
            RestartPolicy = new RestartPolicy { Name = PolicyOf(service.Restart), MaximumRetryCount = service.Restart.Retries },
            LogConfig = service.Logging is { } logging ? new LogConfig { Type = logging.Driver, Config = DictionaryOf(logging.Options) } : null,
            Tmpfs = storage.Tmpfs.Count == 0 ? null
                : storage.Tmpfs.Select(it => it.Split(':', 2)).ToDictionary(it => it[0], it => it.Length > 1 ? it[1] : ""),
            ShmSize = storage.ShmSize ?? 0,
            StorageOpt = DictionaryOf(storage.StorageOptions),
            Privileged = isolation.Privileged,
            ReadonlyRootfs = isolation.ReadOnly,
            Init = isolation.Init,
            CapAdd = ListOf(isolation.CapAdd),
            CapDrop = ListOf(isolation.CapDrop),
            SecurityOpt = ListOf(isolation.SecurityOptions),
            GroupAdd = ListOf(isolation.GroupAdd),
            Sysctls = DictionaryOf(isolation.Sysctls),
            Ulimits = isolation.Ulimits.Count == 0 ? null : [.. isolation.Ulimits.Select(it => new Ulimit { Name = it.Name, Soft = it.Soft, Hard = it.Hard })],
            PidMode = ModeOf(isolation.Pid, context),
            IpcMode = ModeOf(isolation.Ipc, context),
            UTSMode = isolation.Uts,
            UsernsMode = isolation.UserNamespace,
            CgroupnsMode = isolation.Cgroup,
            CgroupParent = isolation.CgroupParent,
            Runtime = isolation.Runtime,
        };
        Limit(host, resources);
        Mount(host, step, context, service);
        return host;
    }

    static void Limit(HostConfig host, ServiceResources resources)
    {
        host.Memory = resources.Memory ?? 0;
        host.MemoryReservation = resources.MemoryReservation ?? 0;
        host.MemorySwap = resources.MemorySwap ?? 0;
        host.MemorySwappiness = resources.MemorySwappiness;
        host.NanoCPUs = resources.NanoCpus ?? 0;
        host.CPUShares = resources.CpuShares ?? 0;
        host.CPUQuota = resources.CpuQuota ?? 0;
        host.CPUPeriod = resources.CpuPeriod ?? 0;
        host.CpusetCpus = resources.Cpuset;
        host.PidsLimit = resources.Pids;
        host.OomKillDisable = resources.OomKillDisable;
        host.OomScoreAdj = resources.OomScoreAdj ?? 0;
        host.DeviceCgroupRules = ListOf(resources.DeviceCgroupRules);
        host.Devices = resources.Devices.Count == 0 ? null
            : [.. resources.Devices.Select(it => new DeviceMapping { PathOnHost = it.Source, PathInContainer = it.Target, CgroupPermissions = it.Permissions })];
        host.DeviceRequests = resources.Reservations.Count == 0 ? null : [.. resources.Reservations.Select(it => new DeviceRequest
        {
            Driver = it.Driver,
            Count = it.Count,
            DeviceIDs = ListOf(it.DeviceIds),
            Capabilities = [[.. it.Capabilities]],
            Options = DictionaryOf(it.Options),
        })];
    }

    /// <summary>Binds and volumes go the way on which the Engine makes the directories that a bind lacks; the rest is said in full.</summary>
    static void Mount(HostConfig host, StackStep step, StepContext context, ComposeService service)
    {
        var (binds, mounts) = (new List<string>(), new List<Mount>());
        var wished = service.Storage.Volumes.ToDictionary(it => it.Target, StringComparer.Ordinal);
        foreach (var mount in ContainerMounts.Of(context.Project, service, context.Options.HostDirectory))
        {
            var detail = wished.GetValueOrDefault(mount.Target);
            if (mount.Kind == MountKind.Tmpfs)
                mounts.Add(TmpfsOf(mount, detail));
            else if (mount.Source.Length == 0)
            {
                mounts.Add(new Mount
                {
                    Type = "volume",
                    Target = mount.Target,
                    ReadOnly = mount.IsReadOnly,
                    Source = step.Carried.GetValueOrDefault(mount.Target),
                });
            }
            else if (detail is { Kind: MountKind.Bind, CreatesHostPath: true } or { Kind: MountKind.Volume })
                binds.Add($"{mount.Source}:{mount.Target}:{string.Join(',', BindOptionsOf(mount, detail))}");
            else
                mounts.Add(new Mount { Type = "bind", Source = mount.Source, Target = mount.Target, ReadOnly = mount.IsReadOnly, BindOptions = Propagation(detail) });
        }
        binds.AddRange(step.Carried.Where(it => !wished.ContainsKey(it.Key)).Select(it => $"{it.Value}:{it.Key}:rw"));
        host.Binds = ListOf(binds);
        host.Mounts = mounts.Count == 0 ? null : mounts;
    }

    static Mount TmpfsOf(ContainerMount mount, ComposeMount? detail) => new()
    {
        Type = "tmpfs",
        Target = mount.Target,
        ReadOnly = mount.IsReadOnly,
        TmpfsOptions = detail is { TmpfsSize: null, TmpfsMode: null } ? null
            : new TmpfsOptions { SizeBytes = detail?.TmpfsSize ?? 0, Mode = detail?.TmpfsMode ?? 0 },
    };

    static IEnumerable<string> BindOptionsOf(ContainerMount mount, ComposeMount detail)
    {
        yield return mount.IsReadOnly ? "ro" : "rw";
        if (detail.SeLinux is { } label)
            yield return label;
        if (detail.NoCopy)
            yield return "nocopy";
        if (detail.Propagation is { } propagation)
            yield return propagation;
    }

    static BindOptions? Propagation(ComposeMount? detail) =>
        detail?.Propagation is { } propagation ? new BindOptions { Propagation = propagation } : null;

    /// <summary>The container of another service is named: names are what an Engine follows when that one is replaced.</summary>
    static string? ModeOf(string? mode, StepContext context) => ServiceLinks.Shared(mode) is { } service
        ? $"container:{Slot.NameOf(context.Project.Name, context.Project.Services[service], 1)}"
        : mode;

    static RestartPolicyKind PolicyOf(ComposeRestart restart) => restart.Policy switch
    {
        "always" => RestartPolicyKind.Always,
        "unless-stopped" => RestartPolicyKind.UnlessStopped,
        "on-failure" => RestartPolicyKind.OnFailure,
        _ => RestartPolicyKind.No,
    };

    static List<string>? ListOf(IReadOnlyList<string> items) => items.Count == 0 ? null : [.. items];

    static Dictionary<string, string>? DictionaryOf(TextMap map) => map.IsEmpty ? null : new Dictionary<string, string>(map);
}
