namespace Docker.DotNet.Models;

public class VolumeUsageData
{
    public long RefCount { get; set; }
    public long Size { get; set; }
}
