namespace Docker.DotNet.Models;

public class ImageLoadParameters
{
    [QueryParameter("quiet", Required = true)]
    public bool Quiet { get; set; }
}
