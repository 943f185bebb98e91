namespace Aspire.Hosting.ApplicationModel;

public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    string? tag;
    string? sha256;

    public string? Registry { get; set; }

    public required string Image { get; set; }

    /// <summary>The tag; setting it clears <see cref="SHA256"/>, since an image is named by one of the two.</summary>
    public string? Tag
    {
        get => tag;
        set => (tag, sha256) = (value, null);
    }

    public string? SHA256
    {
        get => sha256;
        set => (tag, sha256) = (null, value);
    }
}
