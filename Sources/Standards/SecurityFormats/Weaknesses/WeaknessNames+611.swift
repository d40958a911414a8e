// SPDX-License-Identifier: Apache-2.0

extension WeaknessNames {
    /// CWE-611 to CWE-1115; © 2006–2026 The MITRE Corporation, see `WeaknessNames`.
    static let from611 = """
        611 Improper Restriction of XML External Entity Reference
        612 Improper Authorization of Index Containing Sensitive Information
        613 Insufficient Session Expiration
        614 Sensitive Cookie in HTTPS Session Without 'Secure' Attribute
        615 Inclusion of Sensitive Information in Source Code Comments
        616 Incomplete Identification of Uploaded File Variables (PHP)
        617 Reachable Assertion
        618 Exposed Unsafe ActiveX Method
        619 Dangling Database Cursor ('Cursor Injection')
        620 Unverified Password Change
        621 Variable Extraction Error
        622 Improper Validation of Function Hook Arguments
        623 Unsafe ActiveX Control Marked Safe For Scripting
        624 Executable Regular Expression Error
        625 Permissive Regular Expression
        626 Null Byte Interaction Error (Poison Null Byte)
        627 Dynamic Variable Evaluation
        628 Function Call with Incorrectly Specified Arguments
        636 Not Failing Securely ('Failing Open')
        637 Unnecessary Complexity in Protection Mechanism (Not Using 'Economy of Mechanism')
        638 Not Using Complete Mediation
        639 Authorization Bypass Through User-Controlled Key
        640 Weak Password Recovery Mechanism for Forgotten Password
        641 Improper Restriction of Names for Files and Other Resources
        642 External Control of Critical State Data
        643 Improper Neutralization of Data within XPath Expressions ('XPath Injection')
        644 Improper Neutralization of HTTP Headers for Scripting Syntax
        645 Overly Restrictive Account Lockout Mechanism
        646 Reliance on File Name or Extension of Externally-Supplied File
        647 Use of Non-Canonical URL Paths for Authorization Decisions
        648 Incorrect Use of Privileged APIs
        649 Reliance on Obfuscation or Encryption of Security-Relevant Inputs without Integrity \
        Checking
        650 Trusting HTTP Permission Methods on the Server Side
        651 Exposure of WSDL File Containing Sensitive Information
        652 Improper Neutralization of Data within XQuery Expressions ('XQuery Injection')
        653 Improper Isolation or Compartmentalization
        654 Reliance on a Single Factor in a Security Decision
        655 Insufficient Psychological Acceptability
        656 Reliance on Security Through Obscurity
        657 Violation of Secure Design Principles
        662 Improper Synchronization
        663 Use of a Non-reentrant Function in a Concurrent Context
        664 Improper Control of a Resource Through its Lifetime
        665 Improper Initialization
        666 Operation on Resource in Wrong Phase of Lifetime
        667 Improper Locking
        668 Exposure of Resource to Wrong Sphere
        669 Incorrect Resource Transfer Between Spheres
        670 Always-Incorrect Control Flow Implementation
        671 Lack of Administrator Control over Security
        672 Operation on a Resource after Expiration or Release
        673 External Influence of Sphere Definition
        674 Uncontrolled Recursion
        675 Multiple Operations on Resource in Single-Operation Context
        676 Use of Potentially Dangerous Function
        680 Integer Overflow to Buffer Overflow
        681 Incorrect Conversion between Numeric Types
        682 Incorrect Calculation
        683 Function Call With Incorrect Order of Arguments
        684 Incorrect Provision of Specified Functionality
        685 Function Call With Incorrect Number of Arguments
        686 Function Call With Incorrect Argument Type
        687 Function Call With Incorrectly Specified Argument Value
        688 Function Call With Incorrect Variable or Reference as Argument
        689 Permission Race Condition During Resource Copy
        690 Unchecked Return Value to NULL Pointer Dereference
        691 Insufficient Control Flow Management
        692 Incomplete Denylist to Cross-Site Scripting
        693 Protection Mechanism Failure
        694 Use of Multiple Resources with Duplicate Identifier
        695 Use of Low-Level Functionality
        696 Incorrect Behavior Order
        697 Incorrect Comparison
        698 Execution After Redirect (EAR)
        703 Improper Check or Handling of Exceptional Conditions
        704 Incorrect Type Conversion or Cast
        705 Incorrect Control Flow Scoping
        706 Use of Incorrectly-Resolved Name or Reference
        707 Improper Neutralization
        708 Incorrect Ownership Assignment
        710 Improper Adherence to Coding Standards
        732 Incorrect Permission Assignment for Critical Resource
        733 Compiler Optimization Removal or Modification of Security-critical Code
        749 Exposed Dangerous Method or Function
        754 Improper Check for Unusual or Exceptional Conditions
        755 Improper Handling of Exceptional Conditions
        756 Missing Custom Error Page
        757 Selection of Less-Secure Algorithm During Negotiation ('Algorithm Downgrade')
        758 Reliance on Undefined, Unspecified, or Implementation-Defined Behavior
        759 Use of a One-Way Hash without a Salt
        760 Use of a One-Way Hash with a Predictable Salt
        761 Free of Pointer not at Start of Buffer
        762 Mismatched Memory Management Routines
        763 Release of Invalid Pointer or Reference
        764 Multiple Locks of a Critical Resource
        765 Multiple Unlocks of a Critical Resource
        766 Critical Data Element Declared Public
        767 Access to Critical Private Variable via Public Method
        768 Incorrect Short Circuit Evaluation
        769 DEPRECATED: Uncontrolled File Descriptor Consumption
        770 Allocation of Resources Without Limits or Throttling
        771 Missing Reference to Active Allocated Resource
        772 Missing Release of Resource after Effective Lifetime
        773 Missing Reference to Active File Descriptor or Handle
        774 Allocation of File Descriptors or Handles Without Limits or Throttling
        775 Missing Release of File Descriptor or Handle after Effective Lifetime
        776 Improper Restriction of Recursive Entity References in DTDs ('XML Entity Expansion')
        777 Regular Expression without Anchors
        778 Insufficient Logging
        779 Logging of Excessive Data
        780 Use of RSA Algorithm without OAEP
        781 Improper Address Validation in IOCTL with METHOD_NEITHER I/O Control Code
        782 Exposed IOCTL with Insufficient Access Control
        783 Operator Precedence Logic Error
        784 Reliance on Cookies without Validation and Integrity Checking in a Security Decision
        785 Use of Path Manipulation Function without Maximum-sized Buffer
        786 Access of Memory Location Before Start of Buffer
        787 Out-of-bounds Write
        788 Access of Memory Location After End of Buffer
        789 Memory Allocation with Excessive Size Value
        790 Improper Filtering of Special Elements
        791 Incomplete Filtering of Special Elements
        792 Incomplete Filtering of One or More Instances of Special Elements
        793 Only Filtering One Instance of a Special Element
        794 Incomplete Filtering of Multiple Instances of Special Elements
        795 Only Filtering Special Elements at a Specified Location
        796 Only Filtering Special Elements Relative to a Marker
        797 Only Filtering Special Elements at an Absolute Position
        798 Use of Hard-coded Credentials
        799 Improper Control of Interaction Frequency
        804 Guessable CAPTCHA
        805 Buffer Access with Incorrect Length Value
        806 Buffer Access Using Size of Source Buffer
        807 Reliance on Untrusted Inputs in a Security Decision
        820 Missing Synchronization
        821 Incorrect Synchronization
        822 Untrusted Pointer Dereference
        823 Use of Out-of-range Pointer Offset
        824 Access of Uninitialized Pointer
        825 Expired Pointer Dereference
        826 Premature Release of Resource During Expected Lifetime
        827 Improper Control of Document Type Definition
        828 Signal Handler with Functionality that is not Asynchronous-Safe
        829 Inclusion of Functionality from Untrusted Control Sphere
        830 Inclusion of Web Functionality from an Untrusted Source
        831 Signal Handler Function Associated with Multiple Signals
        832 Unlock of a Resource that is not Locked
        833 Deadlock
        834 Excessive Iteration
        835 Loop with Unreachable Exit Condition ('Infinite Loop')
        836 Use of Password Hash Instead of Password for Authentication
        837 Improper Enforcement of a Single, Unique Action
        838 Inappropriate Encoding for Output Context
        839 Numeric Range Comparison Without Minimum Check
        841 Improper Enforcement of Behavioral Workflow
        842 Placement of User into Incorrect Group
        843 Access of Resource Using Incompatible Type ('Type Confusion')
        862 Missing Authorization
        863 Incorrect Authorization
        908 Use of Uninitialized Resource
        909 Missing Initialization of Resource
        910 Use of Expired File Descriptor
        911 Improper Update of Reference Count
        912 Hidden Functionality
        913 Improper Control of Dynamically-Managed Code Resources
        914 Improper Control of Dynamically-Identified Variables
        915 Improperly Controlled Modification of Dynamically-Determined Object Attributes
        916 Use of Password Hash With Insufficient Computational Effort
        917 Improper Neutralization of Special Elements used in an Expression Language Statement \
        ('Expression Language Injection')
        918 Server-Side Request Forgery (SSRF)
        920 Improper Restriction of Power Consumption
        921 Storage of Sensitive Data in a Mechanism without Access Control
        922 Insecure Storage of Sensitive Information
        923 Improper Restriction of Communication Channel to Intended Endpoints
        924 Improper Enforcement of Message Integrity During Transmission in a Communication \
        Channel
        925 Improper Verification of Intent by Broadcast Receiver
        926 Improper Export of Android Application Components
        927 Use of Implicit Intent for Sensitive Communication
        939 Improper Authorization in Handler for Custom URL Scheme
        940 Improper Verification of Source of a Communication Channel
        941 Incorrectly Specified Destination in a Communication Channel
        942 Permissive Cross-domain Security Policy with Untrusted Domains
        943 Improper Neutralization of Special Elements in Data Query Logic
        1004 Sensitive Cookie Without 'HttpOnly' Flag
        1007 Insufficient Visual Distinction of Homoglyphs Presented to User
        1021 Improper Restriction of Rendered UI Layers or Frames
        1022 Use of Web Link to Untrusted Target with window.opener Access
        1023 Incomplete Comparison with Missing Factors
        1024 Comparison of Incompatible Types
        1025 Comparison Using Wrong Factors
        1037 Processor Optimization Removal or Modification of Security-critical Code
        1038 Insecure Automated Optimizations
        1039 Inadequate Detection or Handling of Adversarial Input Perturbations in Automated \
        Recognition Mechanism
        1041 Use of Redundant Code
        1042 Static Member Data Element outside of a Singleton Class Element
        1043 Data Element Aggregating an Excessively Large Number of Non-Primitive Elements
        1044 Architecture with Number of Horizontal Layers Outside of Expected Range
        1045 Parent Class with a Virtual Destructor and a Child Class without a Virtual \
        Destructor
        1046 Creation of Immutable Text Using String Concatenation
        1047 Modules with Circular Dependencies
        1048 Invokable Control Element with Large Number of Outward Calls
        1049 Excessive Data Query Operations in a Large Data Table
        1050 Excessive Platform Resource Consumption within a Loop
        1051 Initialization with Hard-Coded Network Resource Configuration Data
        1052 Excessive Use of Hard-Coded Literals in Initialization
        1053 Missing Documentation for Design
        1054 Invocation of a Control Element at an Unnecessarily Deep Horizontal Layer
        1055 Multiple Inheritance from Concrete Classes
        1056 Invokable Control Element with Variadic Parameters
        1057 Data Access Operations Outside of Expected Data Manager Component
        1058 Invokable Control Element in Multi-Thread Context with non-Final Static Storable or \
        Member Element
        1059 Insufficient Technical Documentation
        1060 Excessive Number of Inefficient Server-Side Data Accesses
        1061 Insufficient Encapsulation
        1062 Parent Class with References to Child Class
        1063 Creation of Class Instance within a Static Code Block
        1064 Invokable Control Element with Signature Containing an Excessive Number of \
        Parameters
        1065 Runtime Resource Management Control Element in a Component Built to Run on \
        Application Servers
        1066 Missing Serialization Control Element
        1067 Excessive Execution of Sequential Searches of Data Resource
        1068 Inconsistency Between Implementation and Documented Design
        1069 Empty Exception Block
        1070 Serializable Data Element Containing non-Serializable Item Elements
        1071 Empty Code Block
        1072 Data Resource Access without Use of Connection Pooling
        1073 Non-SQL Invokable Control Element with Excessive Number of Data Resource Accesses
        1074 Class with Excessively Deep Inheritance
        1075 Unconditional Control Flow Transfer outside of Switch Block
        1076 Insufficient Adherence to Expected Conventions
        1077 Floating Point Comparison with Incorrect Operator
        1078 Inappropriate Source Code Style or Formatting
        1079 Parent Class without Virtual Destructor Method
        1080 Source Code File with Excessive Number of Lines of Code
        1082 Class Instance Self Destruction Control Element
        1083 Data Access from Outside Expected Data Manager Component
        1084 Invokable Control Element with Excessive File or Data Access Operations
        1085 Invokable Control Element with Excessive Volume of Commented-out Code
        1086 Class with Excessive Number of Child Classes
        1087 Class with Virtual Method without a Virtual Destructor
        1088 Synchronous Access of Remote Resource without Timeout
        1089 Large Data Table with Excessive Number of Indices
        1090 Method Containing Access of a Member Element from Another Class
        1091 Use of Object without Invoking Destructor Method
        1092 Use of Same Invokable Control Element in Multiple Architectural Layers
        1093 Excessively Complex Data Representation
        1094 Excessive Index Range Scan for a Data Resource
        1095 Loop Condition Value Update within the Loop
        1096 Singleton Class Instance Creation without Proper Locking or Synchronization
        1097 Persistent Storable Data Element without Associated Comparison Control Element
        1098 Data Element containing Pointer Item without Proper Copy Control Element
        1099 Inconsistent Naming Conventions for Identifiers
        1100 Insufficient Isolation of System-Dependent Functions
        1101 Reliance on Runtime Component in Generated Code
        1102 Reliance on Machine-Dependent Data Representation
        1103 Use of Platform-Dependent Third Party Components
        1104 Use of Unmaintained Third Party Components
        1105 Insufficient Encapsulation of Machine-Dependent Functionality
        1106 Insufficient Use of Symbolic Constants
        1107 Insufficient Isolation of Symbolic Constant Definitions
        1108 Excessive Reliance on Global Variables
        1109 Use of Same Variable for Multiple Purposes
        1110 Incomplete Design Documentation
        1111 Incomplete I/O Documentation
        1112 Incomplete Documentation of Program Execution
        1113 Inappropriate Comment Style
        1114 Inappropriate Whitespace Style
        1115 Source Code Element without Standard Prologue
        """
}
