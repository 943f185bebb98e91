namespace Docker.DotNet.Models;

public class DeviceMapping
{
    public string CgroupPermissions { get; set; }
    public string PathInContainer { get; set; }
    public string PathOnHost { get; set; }
}
