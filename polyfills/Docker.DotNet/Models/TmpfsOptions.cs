namespace Docker.DotNet.Models;

public class TmpfsOptions
{
    public uint Mode { get; set; }
    public long SizeBytes { get; set; }
}
