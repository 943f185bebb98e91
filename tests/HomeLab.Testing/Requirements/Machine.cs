using System.Collections.Concurrent;
using HomeLab.NativeServers;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Kubernetes;

namespace HomeLab.Testing.Requirements;

/// <summary>What this machine offers. What is missing is installed once, if it may be.</summary>
public static class Machine
{
    static readonly ConcurrentDictionary<Requirement, Lazy<string?>> Missing = new();

    /// <summary>One reason that names what is missing, or null when all is there.</summary>
    public static string? WhyMissing(params IReadOnlyList<Requirement> requirements)
    {
        var reasons = requirements
            .Select(requirement => Missing.GetOrAdd(requirement, key => new Lazy<string?>(() => Probe(key))).Value)
            .OfType<string>()
            .ToArray();
        return reasons.Length == 0 ? null : string.Join(" ", reasons);
    }

    static string? Probe(Requirement requirement)
    {
        if (WhyImpossible(requirement) is { } reason)
            return $"{requirement}: {reason}";

        var (isThere, packages) = Describe(requirement);
        if (isThere())
            return null;

        // Test projects run in processes of their own, often at the same time: one installs, the others wait.
        using var turn = FileTurn.Take("homelab-requirements.lock");
        if (isThere())
            return null;

        try
        {
            PackageInstaller.InstallAsync(packages, Console.WriteLine).GetAwaiter().GetResult();
            return isThere() ? null : $"{requirement}: {string.Join(' ', packages)} was installed and is still not found.";
        }
        catch (NativeServerException exception)
        {
            return $"{requirement}: {exception.Message}";
        }
    }

    static string? WhyImpossible(Requirement requirement) => requirement switch
    {
        Requirement.Docker => TestDocker.WhyImpossible,
        Requirement.PrivateDocker => DockerEngine.WhyImpossible,
        Requirement.Kubelite => TestKubernetes.WhyMissing,
        _ => null,
    };

    static (Func<bool> IsThere, IReadOnlyList<string> Packages) Describe(Requirement requirement) => requirement switch
    {
        Requirement.RabbitMq => (() => RabbitMqServer.IsInstalled, RabbitMqServer.Packages),
        Requirement.PostgreSql => (() => PostgresServer.IsInstalled, PostgresServer.Packages),
        Requirement.Docker => (() => TestDocker.IsThere, TestDocker.Packages),
        Requirement.PrivateDocker => (() => DockerEngine.IsInstalled && TestImage.BusyBox is not null, TestDocker.Packages),
        Requirement.DockerCompose => (() => IsOnPath("docker-compose"), ["docker-compose"]),
        Requirement.Node => (() => IsOnPath("node") && IsOnPath("npm"), ["nodejs", "npm"]),
        Requirement.Chromium => (() => IsOnPath("chromium"), ["chromium"]),
        Requirement.Kubelite => (() => true, []),
        // It speaks HTTPS through a module that its package merely recommends.
        Requirement.Ddclient => (() => IsOnPath("ddclient") && File.Exists("/usr/share/perl5/IO/Socket/SSL.pm"), ["ddclient", "libio-socket-ssl-perl"]),
        Requirement.Kubectl => (() => IsOnPath("kubectl"), ["kubernetes-client"]),
        Requirement.Bind => (() => IsOnPath("named"), ["bind9"]),
        Requirement.Knot => (() => IsOnPath("knotd"), ["knot"]),
        Requirement.DnsTools => (() => IsOnPath("dig") && IsOnPath("nsupdate"), ["bind9-dnsutils"]),
        Requirement.Registry => (() => IsOnPath("docker-registry"), ["docker-registry"]),
        // Its tests have a key of SSH among the recipients.
        Requirement.Age => (() => IsOnPath("age") && IsOnPath("age-keygen") && IsOnPath("ssh-keygen"), ["age", "openssh-client"]),
        Requirement.Prometheus => (() => IsOnPath("prometheus") && IsOnPath("promtool"), ["prometheus"]),
        Requirement.Restic => (() => IsOnPath("restic"), ["restic"]),
        Requirement.Proxmoxer => (
            () => File.Exists("/usr/lib/python3/dist-packages/proxmoxer/core.py") && Directory.Exists("/usr/lib/python3/dist-packages/requests"),
            ["python3-proxmoxer", "python3-requests"]),
        _ => throw new ArgumentOutOfRangeException(nameof(requirement)),
    };

    static bool IsOnPath(string name) => Executables.Find(name) is not null;
}
