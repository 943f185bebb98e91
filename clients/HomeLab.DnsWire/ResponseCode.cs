namespace HomeLab.DnsWire;

/// <summary>How a request ended (RFC 1035, 4.1.1; RFC 2136, 2.2).</summary>
public enum ResponseCode
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NoSuchName = 3,
    NotImplemented = 4,
    Refused = 5,

    /// <summary>A name exists that must not.</summary>
    NameExists = 6,

    /// <summary>A set of records exists that must not.</summary>
    SetExists = 7,

    /// <summary>A set of records does not exist as it must.</summary>
    NoSuchSet = 8,

    /// <summary>The server does not serve the zone, or the key is not right.</summary>
    NotAuthoritative = 9,

    NotInZone = 10,
}
