namespace Docker.DotNet.Models;

public class ImageDeleteParameters
{
    [QueryParameter("force")]
    public bool? Force { get; set; }

    [QueryParameter("noprune")]
    public bool? NoPrune { get; set; }
}
