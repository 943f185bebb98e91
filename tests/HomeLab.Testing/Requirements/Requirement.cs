namespace HomeLab.Testing.Requirements;

/// <summary>What a test needs from the machine beyond the .NET SDK.</summary>
public enum Requirement
{
    RabbitMq,
    PostgreSql,
    /// <summary>A Docker daemon: the machine's, or one of our own.</summary>
    Docker,
    /// <summary>A Docker daemon that the test may do with as it likes.</summary>
    PrivateDocker,
    /// <summary>The <c>docker-compose</c> command of Debian (1.29).</summary>
    DockerCompose,
    Node,
    Chromium,
    Ddclient,
    Kubectl,
    /// <summary>The Python client for Proxmox VE.</summary>
    Proxmoxer,
    Bind,
    Knot,
    /// <summary>The <c>dig</c> and <c>nsupdate</c> commands.</summary>
    DnsTools,
    /// <summary>A registry of container images: Debian's <c>docker-registry</c>.</summary>
    Registry,
    /// <summary>The <c>age</c> and <c>age-keygen</c> commands.</summary>
    Age,
    /// <summary>The <c>restic</c> command.</summary>
    Restic,
    /// <summary>Prometheus and its <c>promtool</c>.</summary>
    Prometheus,
    /// <summary>The Kubernetes API server of <c>tests/kubelite</c>, which takes too long to build to be built on the way.</summary>
    Kubelite,
}
