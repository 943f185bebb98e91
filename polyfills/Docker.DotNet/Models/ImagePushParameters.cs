namespace Docker.DotNet.Models;

public class ImagePushParameters
{
    [QueryParameter("fromImage")]
    public string ImageID { get; set; }

    public AuthConfig RegistryAuth { get; set; }

    [QueryParameter("tag")]
    public string Tag { get; set; }
}
