namespace Docker.DotNet.Models;

public struct EmptyStruct
{
}
