using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerInspectResponse
{
    public string AppArmorProfile { get; set; }

    public IList<string> Args { get; set; }

    public Config Config { get; set; }

    public DateTime Created { get; set; }

    public string Driver { get; set; }

    public IList<string> ExecIDs { get; set; }

    public GraphDriverData GraphDriver { get; set; }

    public HostConfig HostConfig { get; set; }

    public string HostnamePath { get; set; }

    public string HostsPath { get; set; }

    [JsonProperty("Id")]
    public string ID { get; set; }

    public string Image { get; set; }

    public string LogPath { get; set; }

    public string MountLabel { get; set; }

    public IList<MountPoint> Mounts { get; set; }

    public string Name { get; set; }

    public NetworkSettings NetworkSettings { get; set; }

    public ContainerNode Node { get; set; }

    public string Path { get; set; }

    public string Platform { get; set; }

    public string ProcessLabel { get; set; }

    public string ResolvConfPath { get; set; }

    public long RestartCount { get; set; }

    public long? SizeRootFs { get; set; }

    public long? SizeRw { get; set; }

    public ContainerState State { get; set; }
}
