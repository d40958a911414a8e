// SPDX-License-Identifier: Apache-2.0

extension WeaknessNames {
    /// CWE-5 to CWE-300; © 2006–2026 The MITRE Corporation, see `WeaknessNames`.
    static let from5 = """
        5 J2EE Misconfiguration: Data Transmission Without Encryption
        6 J2EE Misconfiguration: Insufficient Session-ID Length
        7 J2EE Misconfiguration: Missing Custom Error Page
        8 J2EE Misconfiguration: Entity Bean Declared Remote
        9 J2EE Misconfiguration: Weak Access Permissions for EJB Methods
        11 ASP.NET Misconfiguration: Creating Debug Binary
        12 ASP.NET Misconfiguration: Missing Custom Error Page
        13 ASP.NET Misconfiguration: Password in Configuration File
        14 Compiler Removal of Code to Clear Buffers
        15 External Control of System or Configuration Setting
        20 Improper Input Validation
        22 Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')
        23 Relative Path Traversal
        24 Path Traversal: '../filedir'
        25 Path Traversal: '/../filedir'
        26 Path Traversal: '/dir/../filename'
        27 Path Traversal: 'dir/../../filename'
        28 Path Traversal: '..\\filedir'
        29 Path Traversal: '\\..\\filename'
        30 Path Traversal: '\\dir\\..\\filename'
        31 Path Traversal: 'dir\\..\\..\\filename'
        32 Path Traversal: '...' (Triple Dot)
        33 Path Traversal: '....' (Multiple Dot)
        34 Path Traversal: '....//'
        35 Path Traversal: '.../...//'
        36 Absolute Path Traversal
        37 Path Traversal: '/absolute/pathname/here'
        38 Path Traversal: '\\absolute\\pathname\\here'
        39 Path Traversal: 'C:dirname'
        40 Path Traversal: '\\\\UNC\\share\\name\\' (Windows UNC Share)
        41 Improper Resolution of Path Equivalence
        42 Path Equivalence: 'filename.' (Trailing Dot)
        43 Path Equivalence: 'filename....' (Multiple Trailing Dot)
        44 Path Equivalence: 'file.name' (Internal Dot)
        45 Path Equivalence: 'file...name' (Multiple Internal Dot)
        46 Path Equivalence: 'filename ' (Trailing Space)
        47 Path Equivalence: ' filename' (Leading Space)
        48 Path Equivalence: 'file name' (Internal Whitespace)
        49 Path Equivalence: 'filename/' (Trailing Slash)
        50 Path Equivalence: '//multiple/leading/slash'
        51 Path Equivalence: '/multiple//internal/slash'
        52 Path Equivalence: '/multiple/trailing/slash//'
        53 Path Equivalence: '\\multiple\\\\internal\\backslash'
        54 Path Equivalence: 'filedir\\' (Trailing Backslash)
        55 Path Equivalence: '/./' (Single Dot Directory)
        56 Path Equivalence: 'filedir*' (Wildcard)
        57 Path Equivalence: 'fakedir/../realdir/filename'
        58 Path Equivalence: Windows 8.3 Filename
        59 Improper Link Resolution Before File Access ('Link Following')
        61 UNIX Symbolic Link (Symlink) Following
        62 UNIX Hard Link
        64 Windows Shortcut Following (.LNK)
        65 Windows Hard Link
        66 Improper Handling of File Names that Identify Virtual Resources
        67 Improper Handling of Windows Device Names
        69 Improper Handling of Windows ::DATA Alternate Data Stream
        71 DEPRECATED: Apple '.DS_Store'
        72 Improper Handling of Apple HFS+ Alternate Data Stream Path
        73 External Control of File Name or Path
        74 Improper Neutralization of Special Elements in Output Used by a Downstream Component \
        ('Injection')
        75 Failure to Sanitize Special Elements into a Different Plane (Special Element \
        Injection)
        76 Improper Neutralization of Equivalent Special Elements
        77 Improper Neutralization of Special Elements used in a Command ('Command Injection')
        78 Improper Neutralization of Special Elements used in an OS Command ('OS Command \
        Injection')
        79 Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')
        80 Improper Neutralization of Script-Related HTML Tags in a Web Page (Basic XSS)
        81 Improper Neutralization of Script in an Error Message Web Page
        82 Improper Neutralization of Script in Attributes of IMG Tags in a Web Page
        83 Improper Neutralization of Script in Attributes in a Web Page
        84 Improper Neutralization of Encoded URI Schemes in a Web Page
        85 Doubled Character XSS Manipulations
        86 Improper Neutralization of Invalid Characters in Identifiers in Web Pages
        87 Improper Neutralization of Alternate XSS Syntax
        88 Improper Neutralization of Argument Delimiters in a Command ('Argument Injection')
        89 Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')
        90 Improper Neutralization of Special Elements used in an LDAP Query ('LDAP Injection')
        91 XML Injection (aka Blind XPath Injection)
        92 DEPRECATED: Improper Sanitization of Custom Special Characters
        93 Improper Neutralization of CRLF Sequences ('CRLF Injection')
        94 Improper Control of Generation of Code ('Code Injection')
        95 Improper Neutralization of Directives in Dynamically Evaluated Code ('Eval Injection')
        96 Improper Neutralization of Directives in Statically Saved Code ('Static Code \
        Injection')
        97 Improper Neutralization of Server-Side Includes (SSI) Within a Web Page
        98 Improper Control of Filename for Include/Require Statement in PHP Program ('PHP Remote \
        File Inclusion')
        99 Improper Control of Resource Identifiers ('Resource Injection')
        102 Struts: Duplicate Validation Forms
        103 Struts: Incomplete validate() Method Definition
        104 Struts: Form Bean Does Not Extend Validation Class
        105 Struts: Form Field Without Validator
        106 Struts: Plug-in Framework not in Use
        107 Struts: Unused Validation Form
        108 Struts: Unvalidated Action Form
        109 Struts: Validator Turned Off
        110 Struts: Validator Without Form Field
        111 Direct Use of Unsafe JNI
        112 Missing XML Validation
        113 Improper Neutralization of CRLF Sequences in HTTP Headers ('HTTP Request/Response \
        Splitting')
        114 Process Control
        115 Misinterpretation of Input
        116 Improper Encoding or Escaping of Output
        117 Improper Output Neutralization for Logs
        118 Incorrect Access of Indexable Resource ('Range Error')
        119 Improper Restriction of Operations within the Bounds of a Memory Buffer
        120 Buffer Copy without Checking Size of Input ('Classic Buffer Overflow')
        121 Stack-based Buffer Overflow
        122 Heap-based Buffer Overflow
        123 Write-what-where Condition
        124 Buffer Underwrite ('Buffer Underflow')
        125 Out-of-bounds Read
        126 Buffer Over-read
        127 Buffer Under-read
        128 Wrap-around Error
        129 Improper Validation of Array Index
        130 Improper Handling of Length Parameter Inconsistency
        131 Incorrect Calculation of Buffer Size
        132 DEPRECATED: Miscalculated Null Termination
        134 Use of Externally-Controlled Format String
        135 Incorrect Calculation of Multi-Byte String Length
        138 Improper Neutralization of Special Elements
        140 Improper Neutralization of Delimiters
        141 Improper Neutralization of Parameter/Argument Delimiters
        142 Improper Neutralization of Value Delimiters
        143 Improper Neutralization of Record Delimiters
        144 Improper Neutralization of Line Delimiters
        145 Improper Neutralization of Section Delimiters
        146 Improper Neutralization of Expression/Command Delimiters
        147 Improper Neutralization of Input Terminators
        148 Improper Neutralization of Input Leaders
        149 Improper Neutralization of Quoting Syntax
        150 Improper Neutralization of Escape, Meta, or Control Sequences
        151 Improper Neutralization of Comment Delimiters
        152 Improper Neutralization of Macro Symbols
        153 Improper Neutralization of Substitution Characters
        154 Improper Neutralization of Variable Name Delimiters
        155 Improper Neutralization of Wildcards or Matching Symbols
        156 Improper Neutralization of Whitespace
        157 Failure to Sanitize Paired Delimiters
        158 Improper Neutralization of Null Byte or NUL Character
        159 Improper Handling of Invalid Use of Special Elements
        160 Improper Neutralization of Leading Special Elements
        161 Improper Neutralization of Multiple Leading Special Elements
        162 Improper Neutralization of Trailing Special Elements
        163 Improper Neutralization of Multiple Trailing Special Elements
        164 Improper Neutralization of Internal Special Elements
        165 Improper Neutralization of Multiple Internal Special Elements
        166 Improper Handling of Missing Special Element
        167 Improper Handling of Additional Special Element
        168 Improper Handling of Inconsistent Special Elements
        170 Improper Null Termination
        172 Encoding Error
        173 Improper Handling of Alternate Encoding
        174 Double Decoding of the Same Data
        175 Improper Handling of Mixed Encoding
        176 Improper Handling of Unicode Encoding
        177 Improper Handling of URL Encoding (Hex Encoding)
        178 Improper Handling of Case Sensitivity
        179 Incorrect Behavior Order: Early Validation
        180 Incorrect Behavior Order: Validate Before Canonicalize
        181 Incorrect Behavior Order: Validate Before Filter
        182 Collapse of Data into Unsafe Value
        183 Permissive List of Allowed Inputs
        184 Incomplete List of Disallowed Inputs
        185 Incorrect Regular Expression
        186 Overly Restrictive Regular Expression
        187 Partial String Comparison
        188 Reliance on Data/Memory Layout
        190 Integer Overflow or Wraparound
        191 Integer Underflow (Wrap or Wraparound)
        192 Integer Coercion Error
        193 Off-by-one Error
        194 Unexpected Sign Extension
        195 Signed to Unsigned Conversion Error
        196 Unsigned to Signed Conversion Error
        197 Numeric Truncation Error
        198 Use of Incorrect Byte Ordering
        200 Exposure of Sensitive Information to an Unauthorized Actor
        201 Insertion of Sensitive Information Into Sent Data
        202 Exposure of Sensitive Information Through Data Queries
        203 Observable Discrepancy
        204 Observable Response Discrepancy
        205 Observable Behavioral Discrepancy
        206 Observable Internal Behavioral Discrepancy
        207 Observable Behavioral Discrepancy With Equivalent Products
        208 Observable Timing Discrepancy
        209 Generation of Error Message Containing Sensitive Information
        210 Self-generated Error Message Containing Sensitive Information
        211 Externally-Generated Error Message Containing Sensitive Information
        212 Improper Removal of Sensitive Information Before Storage or Transfer
        213 Exposure of Sensitive Information Due to Incompatible Policies
        214 Invocation of Process Using Visible Sensitive Information
        215 Insertion of Sensitive Information Into Debugging Code
        216 DEPRECATED: Containment Errors (Container Errors)
        217 DEPRECATED: Failure to Protect Stored Data from Modification
        218 DEPRECATED: Failure to provide confidentiality for stored data
        219 Storage of File with Sensitive Data Under Web Root
        220 Storage of File With Sensitive Data Under FTP Root
        221 Information Loss or Omission
        222 Truncation of Security-relevant Information
        223 Omission of Security-relevant Information
        224 Obscured Security-relevant Information by Alternate Name
        225 DEPRECATED: General Information Management Problems
        226 Sensitive Information in Resource Not Removed Before Reuse
        228 Improper Handling of Syntactically Invalid Structure
        229 Improper Handling of Values
        230 Improper Handling of Missing Values
        231 Improper Handling of Extra Values
        232 Improper Handling of Undefined Values
        233 Improper Handling of Parameters
        234 Failure to Handle Missing Parameter
        235 Improper Handling of Extra Parameters
        236 Improper Handling of Undefined Parameters
        237 Improper Handling of Structural Elements
        238 Improper Handling of Incomplete Structural Elements
        239 Failure to Handle Incomplete Element
        240 Improper Handling of Inconsistent Structural Elements
        241 Improper Handling of Unexpected Data Type
        242 Use of Inherently Dangerous Function
        243 Creation of chroot Jail Without Changing Working Directory
        244 Improper Clearing of Heap Memory Before Release ('Heap Inspection')
        245 J2EE Bad Practices: Direct Management of Connections
        246 J2EE Bad Practices: Direct Use of Sockets
        247 DEPRECATED: Reliance on DNS Lookups in a Security Decision
        248 Uncaught Exception
        249 DEPRECATED: Often Misused: Path Manipulation
        250 Execution with Unnecessary Privileges
        252 Unchecked Return Value
        253 Incorrect Check of Function Return Value
        256 Plaintext Storage of a Password
        257 Storing Passwords in a Recoverable Format
        258 Empty Password in Configuration File
        259 Use of Hard-coded Password
        260 Password in Configuration File
        261 Weak Encoding for Password
        262 Not Using Password Aging
        263 Password Aging with Long Expiration
        266 Incorrect Privilege Assignment
        267 Privilege Defined With Unsafe Actions
        268 Privilege Chaining
        269 Improper Privilege Management
        270 Privilege Context Switching Error
        271 Privilege Dropping / Lowering Errors
        272 Least Privilege Violation
        273 Improper Check for Dropped Privileges
        274 Improper Handling of Insufficient Privileges
        276 Incorrect Default Permissions
        277 Insecure Inherited Permissions
        278 Insecure Preserved Inherited Permissions
        279 Incorrect Execution-Assigned Permissions
        280 Improper Handling of Insufficient Permissions or Privileges
        281 Improper Preservation of Permissions
        282 Improper Ownership Management
        283 Unverified Ownership
        284 Improper Access Control
        285 Improper Authorization
        286 Incorrect User Management
        287 Improper Authentication
        288 Authentication Bypass Using an Alternate Path or Channel
        289 Authentication Bypass by Alternate Name
        290 Authentication Bypass by Spoofing
        291 Reliance on IP Address for Authentication
        292 DEPRECATED: Trusting Self-reported DNS Name
        293 Using Referer Field for Authentication
        294 Authentication Bypass by Capture-replay
        295 Improper Certificate Validation
        296 Improper Following of a Certificate's Chain of Trust
        297 Improper Validation of Certificate with Host Mismatch
        298 Improper Validation of Certificate Expiration
        299 Improper Check for Certificate Revocation
        300 Channel Accessible by Non-Endpoint
        """
}
