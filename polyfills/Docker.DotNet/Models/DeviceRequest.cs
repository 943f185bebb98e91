namespace Docker.DotNet.Models;

public class DeviceRequest
{
    public IList<IList<string>> Capabilities { get; set; }
    public long Count { get; set; }
    public IList<string> DeviceIDs { get; set; }
    public string Driver { get; set; }
    public IDictionary<string, string> Options { get; set; }
}
