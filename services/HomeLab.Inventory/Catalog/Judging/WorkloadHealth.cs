namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Judges whatever runs something by what its platform tells, without knowing what it is.</summary>
static class WorkloadHealth
{
    /// <returns>Null where its platform tells nothing of its health.</returns>
    public static HealthSignal? Judge(Observation observation)
    {
        var (state, code, reason) = observation.Platform switch
        {
            Platform.Kubernetes => KubernetesHealth.Judge(observation),
            Platform.Docker => ContainerHealth.Judge(observation),
            Platform.Proxmox => ProxmoxHealth.Judge(observation),
            _ => null,
        } ?? default;
        return code is null ? null : new HealthSignal("workload", observation.Address, state, code, $"{observation.Kind} {observation.Name} {reason}");
    }
}

/// <summary>How something is, in a word for machines and the end of a sentence.</summary>
readonly record struct Finding(HealthState State, string Code, string Reason);
