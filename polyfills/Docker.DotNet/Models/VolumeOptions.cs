namespace Docker.DotNet.Models;

public class VolumeOptions
{
    public Driver DriverConfig { get; set; }
    public IDictionary<string, string> Labels { get; set; }
    public bool NoCopy { get; set; }
}
