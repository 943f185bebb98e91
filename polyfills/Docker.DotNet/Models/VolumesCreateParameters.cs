namespace Docker.DotNet.Models;

public class VolumesCreateParameters
{
    public string Driver { get; set; }
    public IDictionary<string, string> DriverOpts { get; set; }
    public IDictionary<string, string> Labels { get; set; }
    public string Name { get; set; }
}
