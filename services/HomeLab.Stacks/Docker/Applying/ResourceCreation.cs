using Docker.DotNet.Models;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Writes a project's networks and volumes as an Engine wants them.</summary>
static class ResourceCreation
{
    public static NetworksCreateParameters Of(ComposeNetwork network, StepContext context) => new()
    {
        Name = network.Name,
        CheckDuplicate = true,
        Driver = network.Driver ?? "bridge",
        Internal = network.IsInternal,
        Attachable = network.IsAttachable,
        EnableIPv6 = network.EnableIpv6 ?? false,
        Options = network.DriverOptions.IsEmpty ? null : new Dictionary<string, string>(network.DriverOptions),
        IPAM = network is { IpamDriver: null, Subnets.Count: 0, IpamOptions.IsEmpty: true } ? null : new IPAM
        {
            Driver = network.IpamDriver ?? "default",
            Options = network.IpamOptions.IsEmpty ? null : new Dictionary<string, string>(network.IpamOptions),
            Config = [.. network.Subnets.Select(it => new IPAMConfig
            {
                Subnet = it.Subnet,
                Gateway = it.Gateway,
                IPRange = it.IpRange,
                AuxAddress = it.AuxiliaryAddresses.IsEmpty ? null : new Dictionary<string, string>(it.AuxiliaryAddresses),
            })],
        },
        Labels = Labels(network.Labels, ComposeLabels.Network, network.Key, context),
    };

    public static VolumesCreateParameters Of(ComposeVolume volume, StepContext context) => new()
    {
        Name = volume.Name,
        Driver = volume.Driver,
        DriverOpts = volume.DriverOptions.IsEmpty ? null : new Dictionary<string, string>(volume.DriverOptions),
        Labels = Labels(volume.Labels, ComposeLabels.Volume, volume.Key, context),
    };

    static Dictionary<string, string> Labels(TextMap own, string kind, string key, StepContext context) => new(own)
    {
        [ComposeLabels.Project] = context.Project.Name,
        [kind] = key,
        [ComposeLabels.Stack] = context.Options.Stack,
        [ComposeLabels.Installation] = context.Options.Installation,
        [ComposeLabels.Change] = context.ChangeId,
    };
}
