"""A contact as an iPhone shares it: grouped properties with labels, and a photo inside."""

IPHONE = r"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN
N:Wambui;Njeri;;;
FN:Njeri Wambui
ORG:Kiln & Clay;
TITLE:Potter
item1.EMAIL;type=INTERNET;type=pref:njeri@kilnandclay.example
item1.X-ABLabel:_$!<Work>!$_
TEL;type=CELL;type=VOICE;type=pref:+254 712 345678
item2.TEL:0733 221100
item2.X-ABLabel:Studio
item3.ADR;type=WORK;type=pref:;;Karen Road 9\nBlue gate;Nairobi;;00502;Kenya
item3.X-ABADR:ke
item4.URL;type=pref:https://kilnandclay.example
item4.X-ABLabel:_$!<HomePage>!$_
X-SOCIALPROFILE;type=instagram;x-user=kiln.and.clay:https://www.instagram.c
 om/kiln.and.clay
NOTE:Bowls\, cups and tiles. Classes on Saturdays.
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMt
 KygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2w
 BDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4
 +Pj4+Pj4+Pj4+Pj/wAARCAAwADADASIAAhEBAxEB/8QAGQABAAMBAQAAAAAAAAAAAAAAAAEDBA
 UC/8QAJBAAAgIABQQDAQAAAAAAAAAAAAECAwQRITFBBRJRYRMiMoH/xAAXAQADAQAAAAAAAAAA
 AAAAAAAAAgMB/8QAGREBAAMBAQAAAAAAAAAAAAAAAAECESES/9oADAMBAAIRAxEAPwDMAe6q3b
 YoR53fhElXgHXqprqX0jr55JsrhYspxTBmuOC3EUumxrXtezfJUDQ29OS7rJcpJGIvwlqqu1/M
 tHrt7AOoADSsnUEvijLlSyOea8dapzVa2jvruzIYYAJGrGp3vnIWwxFsI9sZvL3qTLE3SWTsf8
 WRSB8hL1JkQSGJaMVpfeS//9k=
END:VCARD
""".replace("\n", "\r\n")
