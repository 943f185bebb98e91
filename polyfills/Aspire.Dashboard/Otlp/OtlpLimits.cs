namespace Aspire.Dashboard.Otlp;

/// <summary>What one sender may say at once. What is longer is cut, so that the bounds on numbers bound memory too.</summary>
static class OtlpLimits
{
    /// <summary>One request, unpacked.</summary>
    public const int MessageBytes = 16 * 1024 * 1024;

    public const int Attributes = 128;
    public const int ValueCharacters = 4_096;
    public const int NameCharacters = 512;
    public const int Events = 64;
    public const int Links = 128;
    public const int Buckets = 200;
    public const int Depth = 8;
}
